/** What keeps the console from calling an endpoint, and what a call of it costs besides itself. Pure. */
import { endpointObstacle } from '../deploy-obstacle'
import type { EndpointDetail } from '../types'

export type Calls =
  /** Reads alone. */
  | 'never'
  /** Only if reads leave it open what the model takes. */
  | 'if-open'
  /** A person clicked, and saw what it costs. */
  | 'asked'

/** What decides whether an endpoint is called. */
export type CalledEndpoint = Pick<EndpointDetail, 'status' | 'kind' | 'variants'>

/** Why the model is not called. One that is scaled to none starts an instance for a call, so a person has to say so. */
export function callObstacle(endpoint: CalledEndpoint, calls: Calls, noCopy = false): string | undefined {
  const stopped = endpointObstacle(endpoint.status)
  if (stopped) return stopped
  if (endpoint.kind === 'Async')
    return 'It takes requests by way of S3, so it is not called here: the deploy’s sample proves it.'
  if (calls !== 'asked' && (noCopy || isScaledToNone(endpoint)))
    return 'It is scaled to none, so a call would start an instance: it is not called without a click.'
  return undefined
}

const isScaledToNone = ({ kind, variants }: Pick<EndpointDetail, 'kind' | 'variants'>): boolean =>
  kind === 'Real-time' && variants.length > 0 && variants.every((one) => one.currentInstanceCount === 0)

/** What a person knows before they have the model called. */
export interface CallCosts {
  /** Why it cannot be called. */
  uncalled?: string
  /** What a call starts or is billed by, if it is more than on an instance that runs anyway. */
  cost?: string
  /** A call can start an instance. */
  starts?: boolean
}

/**
 * Serverless: billed by the millisecond of compute, and the first call after idle time starts a container and loads the model.
 * https://aws.amazon.com/sagemaker/ai/pricing/
 * https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html#serverless-endpoints-how-it-works-cold-starts
 */
export function callCosts(endpoint: CalledEndpoint): CallCosts {
  const uncalled = callObstacle(endpoint, 'asked')
  if (endpoint.kind === 'Serverless') return { uncalled, cost: serverlessCost }
  if (!isScaledToNone(endpoint)) return { uncalled }
  const type = endpoint.variants[0]?.instanceType
  const cost = `It is scaled to none: a call can start an instance${type ? ` (${type})` : ''}, which is billed by the second until it scales in.`
  return { uncalled, cost, starts: true }
}

const serverlessCost =
  'It is serverless: a call is billed by its duration. After a time without calls the model has to start first.'
