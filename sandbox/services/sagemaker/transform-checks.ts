/**
 * What CreateTransformJob refuses before there is a job.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html
 */
import type { TransformRequest } from './state'
import { isFilter } from './transform-filter'
import { validation } from './validate'

function checkFilters({ InputFilter = '$', OutputFilter = '$' }: TransformRequest['DataProcessing'] = {}) {
  for (const filter of [InputFilter, OutputFilter])
    if (!isFilter(filter)) throw validation(`Invalid JSONPath expression: ${filter}`)
}

// biome-ignore lint/suspicious/noExplicitAny: what the client sent has no type before it is checked
export function checkTransform(input: any): TransformRequest {
  const { TransformInput: source, TransformOutput: output } = input
  const place = source?.DataSource?.S3DataSource
  if (place?.S3DataType !== 'S3Prefix') throw validation('The sandbox runs transform jobs over S3Prefix only.')
  if (/Record/.test(source.SplitType ?? '')) throw validation('The sandbox splits input by Line or not at all.')
  if ((input.MaxPayloadInMB ?? 6) * (input.MaxConcurrentTransforms ?? 1) > 100)
    throw validation('The product of MaxPayloadInMB and MaxConcurrentTransforms cannot exceed 100 MB.')
  if (input.BatchStrategy === 'MultiRecord' && (source.SplitType ?? 'None') === 'None')
    throw validation('BatchStrategy MultiRecord needs a SplitType of Line, RecordIO or TFRecord.')
  checkFilters(input.DataProcessing)
  const { TransformJobName: _, Tags: __, ...request } = input
  return {
    ...request,
    TransformInput: { CompressionType: 'None', SplitType: 'None', ...source },
    TransformOutput: { AssembleWith: 'None', ...output },
    DataProcessing: input.DataProcessing && {
      InputFilter: '$',
      OutputFilter: '$',
      JoinSource: 'None',
      ...input.DataProcessing,
    },
  }
}
