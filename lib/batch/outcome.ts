/** What an answer means for the rows that were sent. */
import type { FeatureContract } from '../model/contract/contract'
import { parsePrediction } from '../model/predictions/parse'
import type { Prediction, SinglePrediction } from '../model/predictions/prediction'

/** The result of the call in the browser. */
export type BatchResponse =
  | { kind: 'response'; status: number; contentType: string; text: string; retryAfter?: string }
  | { kind: 'unreachable'; timedOut: boolean; why?: { title: string; cause: string } }

export type Outcome =
  | { kind: 'text'; text: string; contentType: string }
  | { kind: 'throttled'; retryAfterMs?: number; message: string }
  /** The request or its answer is too large, or takes too long: fewer rows can pass. */
  | { kind: 'too-much'; message: string }
  /** The model does not take one of the rows. */
  | { kind: 'refused'; message: string }
  /** Passing, or one row that breaks the model. */
  | { kind: 'broken'; retryAfterMs?: number; message: string }
  /** Nothing that a repetition would change. */
  | { kind: 'closed'; message: string }
  | { kind: 'unreachable'; message: string }

export function outcomeOf(response: BatchResponse): Outcome {
  if (response.kind === 'unreachable' && response.why)
    return { kind: 'unreachable', message: `${response.why.title} ${response.why.cause}` }
  if (response.kind === 'unreachable')
    return response.timedOut
      ? { kind: 'too-much', message: 'No answer within 32 seconds' }
      : { kind: 'unreachable', message: 'The browser got no answer: the network is down, or CORS hides it.' }
  const { status, text, contentType } = response
  if (status < 400) return { kind: 'text', text, contentType }
  const { code, message: said } = failureIn(text)
  const message = said ? `${status}: ${said}` : `The URL answered ${status}`
  const retryAfterMs = secondsIn(response.retryAfter)
  if (status === 429 && said?.startsWith('Limit Exceeded'))
    return { kind: 'closed', message: `${message}. The API key has used up its quota of today` }
  if (status === 429) return { kind: 'throttled', retryAfterMs, message }
  if (status === 413 || status === 504 || status === 408 || code === 'answer_too_large')
    return { kind: 'too-much', message }
  if ([401, 403, 404, 405].includes(status)) return { kind: 'closed', message }
  return status < 500 ? { kind: 'refused', message } : { kind: 'broken', retryAfterMs, message }
}

/** The gateway's refusals of an OpenAI-compatible URL have their sentence within `error`. */
function failureIn(text: string): { code?: string; message?: string } {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return {}
    const { code, message, error } = value as Record<string, unknown>
    if (message === undefined && typeof error === 'object' && error !== null && 'message' in error)
      return { message: typeof error.message === 'string' ? error.message : undefined }
    return {
      code: typeof code === 'string' ? code : undefined,
      message: typeof message === 'string' ? message : undefined,
    }
  } catch {
    return {}
  }
}

const secondsIn = (header: string | undefined): number | undefined => {
  const seconds = Number(header)
  return header && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}

/** What a single row's answer looked like: several rows' answers are rows only where each looks like it. */
export type Likeness = string

const likenessOf = (prediction: SinglePrediction): Likeness =>
  prediction.kind === 'classes'
    ? `classes${prediction.scores.length > 1 ? prediction.scores.length : ''}`
    : prediction.kind

export interface ReadPredictions {
  predictions: SinglePrediction[]
  likeness: Likeness
}

/** SinglePrediction prediction a row, or undefined where the answer has not as many, or not such as a row alone got. */
export function readPredictions(
  { text, contentType }: { text: string; contentType: string },
  rows: number,
  output: FeatureContract['output'],
  likeness: Likeness | undefined,
  features?: readonly string[],
): ReadPredictions | undefined {
  const prediction = parsePrediction({ text, contentType, recordCount: rows, features }, output)
  const predictions = prediction.kind === 'rows' ? rowsOf(prediction) : splitRaw(prediction, rows)
  const [first] = predictions
  if (!first || predictions.length !== rows) return undefined
  const own = likeness ?? likenessOf(first)
  const alike = rows === 1 || predictions.every((one) => alikeEnough(likenessOf(one), own))
  return alike ? { predictions, likeness: own } : undefined
}

/** What stands beside all rows goes with each of them; what a row has of the same name is its own. */
const rowsOf = ({ rows, rest }: Extract<Prediction, { kind: 'rows' }>): SinglePrediction[] =>
  rest ? rows.map((row) => ({ ...row, rest: { ...rest, ...row.rest } })) : rows

/** A class without its probabilities is still a class: a probability of exactly 1 reads as one. */
const alikeEnough = (one: Likeness, other: Likeness) =>
  one === other ||
  (one.startsWith('classes') && other.startsWith('classes') && (one === 'classes' || other === 'classes'))

/** A body of no known form has its rows on lines of their own, where it has as many. */
function splitRaw(prediction: SinglePrediction, rows: number): SinglePrediction[] {
  if (prediction.kind !== 'raw' || rows === 1) return [prediction]
  const lines = prediction.text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((text) => ({ kind: 'raw', text, contentType: prediction.contentType }))
}
