/** What can go wrong in the function itself, as a status, a code and a sentence. `explain.ts` has SageMaker's errors. */
import type { Feature } from './request/contract'
import { mostLevels } from './request/depth'

export interface Failure {
  status: number
  /** Stable, for programs. */
  code: string
  /** One sentence or two, for callers. They are strangers: it names no resource of the account. */
  message: string
  /** What the owner of the URL needs beside it. It goes into the log, under the id of the request, and to no caller. */
  detail?: string
  /** The container's own words, without what names the account, for a form of error that has them alone. */
  said?: string
  headers?: Record<string, string>
  /** The columns in the model's order, each with its type, in the body too. */
  expected?: string[]
}

/** How a message ends whose reason only the owner can read. */
export const ownerSees = 'The owner of this URL finds the reason under the request id.'

export const tooSlow = (waitedMs: number): Failure => ({
  status: 504,
  code: 'model_too_slow',
  message: `The model did not answer within ${(waitedMs / 1000).toFixed(1)} s. Send fewer rows, or give the endpoint more capacity.`,
})

/** In the middle of an answer that is streamed. */
export const notFinished = (waitedMs: number): Failure => ({
  status: 504,
  code: 'model_too_slow',
  message: `The model did not finish within ${(waitedMs / 1000).toFixed(1)} s. Request a shorter answer, or give the function more time.`,
})

export const tooLarge = (bytes: number): Failure => ({
  status: 413,
  code: 'too_large',
  message: `The request has ${bytes} bytes and SageMaker takes 6291456. Send fewer rows at once.`,
})

const mostNames = 20

/** Names the order in a sentence for people, and whole for programs. */
export const wrongRows = (problem: string, features: Feature[]): Failure => {
  const names = features.slice(0, mostNames).map(({ name }) => name)
  const more = features.length > names.length ? ` and ${features.length - names.length} more` : ''
  return {
    status: 400,
    code: 'wrong_columns',
    message: `${problem}. Send the values in this order, separated by commas: ${names.join(', ')}${more}. The model was not called.`,
    expected: features.map(({ name, type, choices, isWholeList }) =>
      type === 'choice' && isWholeList ? `${name} (one of ${choices.join(' | ')})` : `${name} (${type})`,
    ),
  }
}

export const unreachable: Failure = {
  status: 502,
  code: 'sagemaker_unreachable',
  message: 'SageMaker could not be reached. Try again in some seconds.',
  detail: 'If it repeats, check the network of the function.',
}

export const responseTooLarge: Failure = {
  status: 502,
  code: 'answer_too_large',
  message: "The model's answer is larger than the 6 MB that Lambda can return. Send fewer rows at once.",
}

/** Requested in JSON, and bytes. */
export const onlyBytes = (contentType: string): Failure => ({
  status: 406,
  code: 'not_acceptable',
  message: `The model answers bytes of type ${contentType}, which have no normalised form. Call it without Accept for them.`,
})

export const responseTooDeep: Failure = {
  status: 406,
  code: 'not_acceptable',
  message: `The model's answer is nested deeper than ${mostLevels} levels, so it has no normalised form. Call it without Accept for it.`,
}

export const onlyStreamed: Failure = {
  status: 406,
  code: 'not_acceptable',
  message:
    'This URL gives the answer on while the model writes it, so there is no normalised form. Call it without Accept.',
}

export const misconfigured = (what: string): Failure => ({
  status: 500,
  code: 'misconfigured',
  message: `This URL is not configured. ${ownerSees}`,
  detail: `The function is not configured: ${what} is not set. Deploy it again.`,
})

export const internal: Failure = {
  status: 500,
  code: 'internal',
  message: `This URL failed on the request. ${ownerSees}`,
}
