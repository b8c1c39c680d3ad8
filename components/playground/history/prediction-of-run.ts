import type { FeatureContract } from '@/lib/features/contract'
import { type Run, recordCountOf } from '@/lib/history/run'
import { parsePrediction } from '@/lib/predictions/parse'

/** Read anew each time, so that labels that were described later hold for older runs too. */
export const predictionOfRun = ({ text, contentType, input }: Run, output: FeatureContract['output']) =>
  parsePrediction({ text, contentType, recordCount: recordCountOf(input) }, output)
