/** A request of this browser, and what came back. Kept here only. */
import type { FeatureContract } from '../model/contract/contract'
import { formatValue, headlineOf as headline } from '../model/predictions/headline'
import { parsePrediction } from '../model/predictions/parse'
import type { Prediction } from '../model/predictions/prediction'
import { bytesOf, inputLine, type RunInput, recordCountOf, sentOf } from './input'

/** Longer answers are cut: runs are for looking back, not for archives. */
export const mostResponseChars = 100 * 1024
/** The most runs of one public API. The oldest give way, pinned ones stay. */
export const mostRuns = 500
/** The most bytes of the runs of one public API, pictures and recordings included; sets of cases lie beside it. */
export const mostBytes = 100_000_000

export interface Run {
  id: string
  /** Account, region and REST API: histories of two URLs never mix. */
  api: string
  /** ISO. */
  at: string
  input: RunInput
  /** A very small copy of a picture or a recording, as a data URL. */
  preview?: string
  /** Absent where no answer came. */
  status?: number
  contentType: string
  /** Cut at `mostAnswerChars`. */
  text: string
  /** The answer was a stream, and `text` is its words put together. */
  isAssembled?: boolean
  /** The body's bytes, where the model answered with a picture. */
  image?: Blob
  latencyMs: number
  /** The version of the function that was live. */
  version?: string
  pinned: boolean
}

/** The space that a run takes, about. */
export const sizeOf = ({ input, preview = '', text, image }: Run): number =>
  bytesOf(input) + 2 * (preview.length + text.length) + (image?.size ?? 0)

export const spaceOf = (runs: Run[]): number => runs.reduce((sum, run) => sum + sizeOf(run), 0)

/** The ids that are one too many, by number or by space: the oldest that nobody pinned. */
export function beyond(runs: Run[], most = mostRuns, bytes = mostBytes): string[] {
  const pinned = runs.filter((run) => run.pinned)
  let [places, room] = [most - pinned.length, bytes - spaceOf(pinned)]
  let isFull = false
  return newestFirst(runs.filter((run) => !run.pinned)).flatMap((run) => {
    places -= 1
    room -= sizeOf(run)
    // What is older than the first that went goes too, however small: no holes in a history.
    isFull ||= places < 0 || room < 0
    return isFull ? [run.id] : []
  })
}

/** The oldest that nobody pinned, as many as take that space. */
export function oldestOf(runs: Run[], bytes: number): string[] {
  let freed = 0
  return newestFirst(runs.filter((run) => !run.pinned))
    .reverse()
    .flatMap((run) => {
      if (freed >= bytes) return []
      freed += sizeOf(run)
      return [run.id]
    })
}

/** Read again each time, so that labels that were described later hold for older runs too. */
export const predictionOf = (
  { text, contentType, input }: Pick<Run, 'text' | 'contentType' | 'input'>,
  output: FeatureContract['output'],
  features?: readonly string[],
): Prediction =>
  parsePrediction({ text, contentType, recordCount: recordCountOf(input), sent: sentOf(input)?.text, features }, output)

export const hasPrediction = ({ status }: Pick<Run, 'status'>): boolean => status !== undefined && status < 400

export interface Headline {
  text: string
  /** A class' probability. */
  probability?: number
  /** The class' place in the model's order, for its colour. */
  place?: number
}

/**
 * What a list shows of an answer; undefined where it is best read whole.
 * @param labels the contract's, for the place of a class that came without probabilities
 */
export function headlineOf(prediction: Prediction, labels: string[] = []): Headline | undefined {
  if (prediction.kind === 'rows') return { text: `${prediction.rows.length} predictions` }
  if (prediction.kind === 'value') {
    const text = formatValue(prediction.value, prediction.exact)
    return { text: prediction.unit ? `${text} ${prediction.unit}` : text }
  }
  if (prediction.kind === 'raw' || prediction.kind === 'error') return undefined
  if (prediction.kind !== 'classes') return { text: headline(prediction) }
  const { label, scores } = prediction
  const names = scores.length > 0 ? scores.map((score) => score.label) : labels
  const place = names.indexOf(label)
  return { text: label, probability: scores[place]?.probability, place: place < 0 ? undefined : place }
}

/** Runs whose input or answer holds every word. */
export function matching(runs: Run[], search: string): Run[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return runs.filter((run) => {
    const text =
      `${inputLine(run.input)} ${sentOf(run.input)?.text ?? ''} ${run.status ?? ''} ${run.text}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Newest first. */
export const newestFirst = (runs: Run[]): Run[] => [...runs].sort((a, b) => b.at.localeCompare(a.at))
