/** Calls that the console itself makes to a public API and to what stands behind it. Plain data. */

/** How many calls met each hop, and how the gateway answered. */
export interface OwnCounts {
  /** Through the URL; the gateway counts them by API and stage. */
  requests: number
  /** How many of these were answered with 4XX and with 5XX. */
  refused: number
  failed: number
  /** Calls of the function. */
  runs: number
  /** How many of these ended with an error that Lambda counts. */
  broken: number
  /** Tries to call the function that Lambda throttled. */
  throttled: number
  /** Calls whose answer does not say if the function broke, was throttled or never called. */
  unclearRuns: number
  /** Calls of the model. */
  predictions: number
  /** How many of these the model answered with 4XX and with 5XX. */
  modelRefused: number
  modelFailed: number
  /** How many of these failed without a word on the model's own status. */
  unclearPredictions: number
}

/** The hops that they reached: each has metrics of its own. */
export interface OwnPlace {
  api?: { id: string; stage: string }
  functionName?: string
  /** The endpoint that answers. */
  endpointName: string
}

/** The most of each count in one message of a page. */
export const mostCalls = 10_000

export const noCalls: OwnCounts = {
  requests: 0,
  refused: 0,
  failed: 0,
  runs: 0,
  broken: 0,
  throttled: 0,
  unclearRuns: 0,
  predictions: 0,
  modelRefused: 0,
  modelFailed: 0,
  unclearPredictions: 0,
}
