/** Reads from one answer the hops that its request met. Pure, for server and browser. */
import { readServerTiming } from './server-timing'
import { noCalls, type OwnCounts } from './types'

export interface Said {
  /** The method of the request; the gateway answers OPTIONS itself. */
  method?: string
  status: number
  /** The handler's header; it names the model if the model was called. */
  serverTiming?: string | null
  /** `x-amzn-errortype`, which the gateway gives its own errors. */
  errorType?: string | null
  /** Invoke's own word that the function ended with an error. */
  functionError?: boolean
  body?: string
}

/** What stands behind the gateway. Only the handler's word on the model counts: an address can send the same header. */
export type Behind = 'function' | 'direct' | 'http'

/** The code of a refusal, from the handler or from the templates of an API without one. */
const codeOf = ({ status, body = '' }: Said): string | undefined =>
  status < 400 ? undefined : body.match(/"code": ?"([a-z_]{1,40})"/)?.[1]

/** SageMaker refuses these before they reach an endpoint. */
const beforeModel = new Set(['role_denied', 'credentials_refused', 'endpoint_not_found', 'sagemaker_unreachable'])

type BehindCounts = Omit<OwnCounts, 'requests' | 'refused' | 'failed'>

/** Counts what stands behind the gateway. */
export function countBehind(said: Said, behind: Behind): BehindCounts {
  if (behind === 'http') return noBehind
  return behind === 'direct'
    ? { ...noBehind, ...modelCounts(said, isPassedOn(said)) }
    : { ...noBehind, ...functionCounts(said), ...modelCounts(said, timingOf(said).model !== undefined) }
}

const { requests: _requests, refused: _refused, failed: _failed, ...noBehind } = noCalls
const timingOf = ({ serverTiming }: Said) => readServerTiming(serverTiming ?? null)

/** Without a function the gateway answers 400 in SageMaker's place too; only a model's own 400 has that code. */
const isPassedOn = (said: Said): boolean =>
  said.method !== 'OPTIONS' && !said.errorType && (said.status !== 400 || codeOf(said) === 'model_refused')

/**
 * The gateway answers 502 for a function that broke and for an answer that is no proxy response, 504 for one that took too
 * long, and 500 if it was throttled or is not allowed to call it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html
 */
function functionCounts(said: Said): Partial<BehindCounts> {
  if (said.functionError) return { runs: 1, broken: 1 }
  if (timingOf(said).handler !== undefined) return { runs: 1 }
  if (said.status === 502 || said.status === 504) return { runs: 1, unclearRuns: 1 }
  return said.status >= 500 ? { unclearRuns: 1 } : {}
}

function modelCounts(said: Said, reached: boolean): Partial<BehindCounts> {
  const code = codeOf(said)
  if (!reached || (code !== undefined && beforeModel.has(code))) return {}
  return { predictions: 1, ...modelErrors(said.status, code) }
}

function modelErrors(status: number, code: string | undefined): Partial<BehindCounts> {
  if (code === 'model_refused') return { modelRefused: 1 }
  if (code === 'model_failed') return { modelFailed: 1 }
  return status >= 500 ? { unclearPredictions: 1 } : {}
}

/** Counts a call of InvokeEndpoint. @param status the model's own; 0 if it gave none */
export const countModel = (status: number): Partial<OwnCounts> => ({
  predictions: 1,
  ...(status === 0 ? { unclearPredictions: 1 } : {}),
  ...(status >= 400 && status < 500 ? { modelRefused: 1 } : {}),
  ...(status >= 500 ? { modelFailed: 1 } : {}),
})

/**
 * Counts a call of Invoke that AWS refused. Lambda counts each try that it throttled, but for those of a caller that calls
 * its API too often. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
 */
export function countThrottled(error: unknown): Partial<OwnCounts> {
  if (!(error instanceof Error) || error.name !== 'TooManyRequestsException') return {}
  const { Reason, $metadata } = error as Error & { Reason?: string; $metadata?: { attempts?: number } }
  return Reason === 'CallerRateLimitExceeded' ? {} : { throttled: $metadata?.attempts ?? 1 }
}

/** Counts a call through the URL. */
export const countCall = (said: Said, behind: Behind): OwnCounts => ({
  requests: 1,
  refused: said.status >= 400 && said.status < 500 ? 1 : 0,
  failed: said.status >= 500 ? 1 : 0,
  ...countBehind(said, behind),
})

const countNames = Object.keys(noCalls) as (keyof OwnCounts)[]

const each = (value: (name: keyof OwnCounts) => number): OwnCounts =>
  Object.assign({ ...noCalls }, ...countNames.map((name) => ({ [name]: value(name) })))

export const plus = (one: OwnCounts, more: Partial<OwnCounts>): OwnCounts =>
  each((name) => one[name] + (more[name] ?? 0))

export const minus = (one: OwnCounts, less: OwnCounts): OwnCounts => each((name) => one[name] - less[name])

export const atMost = (counts: OwnCounts, most: number): OwnCounts => each((name) => Math.min(counts[name], most))

export const isNone = (counts: OwnCounts): boolean => countNames.every((name) => counts[name] === 0)
