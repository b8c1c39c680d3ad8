/** What an answer that is no prediction means, and what to do about it. */
import { adviceOf } from '@/lib/model/refusals/read'
import { plainStatus } from '@/lib/spec/route-parts/openai'
import { door } from '../access/door'
import type { CallOutcome } from './call'
import { readFailure } from './read-failure'

export interface Explanation {
  title: string
  cause: string
  remedy: string
}

export function explain(outcome: CallOutcome): Explanation | undefined {
  if (outcome.kind === 'unreachable') return outcome.why ?? (outcome.timedOut ? timedOut : unreachable)
  if (outcome.status < 400) return undefined
  const failure = readFailure(outcome.text)
  const title = `The URL answered ${outcome.status}.`
  if (failure.code && !ofOthers.has(failure.code))
    return { title, cause: failure.message ?? '', remedy: remedies[failure.code] ?? '' }
  const understood = explainedByStatus.has(outcome.status) ? undefined : adviceOf(outcome.text)
  if (failure.code) return { title, cause: failure.message ?? '', remedy: understood ?? '' }
  const status = plainStatus(outcome.status, outcome.text)
  const known = door(status, failure.message ?? '') ?? (understood ? undefined : gateway(status, failure.message ?? ''))
  if (known) return { title, ...known(outcome.retryAfter) }
  return {
    title,
    cause: failure.message ?? (understood ? outcome.text.trim().slice(0, 300) : 'The body says no more.'),
    remedy: understood ?? 'Look at the raw response, and run a trace: it finds the hop that failed.',
  }
}

/** The gateway's own sentences say more of these: size, rate and time. */
const explainedByStatus = new Set([413, 429, 504])

/** The handler's codes for what SageMaker or the container said; of its own refusals it says all that there is. */
const ofOthers = new Set([
  'model_refused',
  'request_refused',
  'component_needed',
  'component_not_found',
  'model_needed',
  'model_not_found',
  'variant_not_found',
  'endpoint_asynchronous',
  'endpoint_synchronous',
])

const timedOut: Explanation = {
  title: 'No answer within 65 seconds.',
  cause:
    'The gateway itself ends a request after 29 seconds, or 61 at the most, so this is the network between here and there.',
  remedy: 'Check the connection, then try again.',
}

const unreachable: Explanation = {
  title: 'The browser got no answer.',
  cause:
    'The network is down, something on this machine blocks the address, or the answer came without CORS headers, which a browser hides.',
  remedy: 'Call the URL with curl: if that answers, it is CORS, and a deploy with this origin fixes it.',
}

/** By the handler's codes, where its own sentence leaves something to say. */
const remedies: Record<string, string> = {
  missing_data: 'Fill in the form and send it again.',
  misconfigured: 'Deploy the public API again from the overview.',
  role_denied: 'Repair the public API: that puts the variables and the policy back.',
}

type Known = (retryAfter?: string) => Omit<Explanation, 'title'>

function gateway(status: number, message: string): Known | undefined {
  if (status === 403 && /Missing Authentication Token/.test(message))
    return () => ({
      cause:
        'API Gateway says "Missing Authentication Token" where no path or method fits, or where it is not deployed.',
      remedy: 'Deploy the public API again from the overview.',
    })
  if (status === 403)
    return () => ({
      cause:
        'API Gateway refuses this caller. If the URL requires an API key: none was sent, or it is disabled, revoked, or so new that it is not active yet.',
      remedy:
        'Wait a few seconds and send it again. If it stays, look at the keys: the public API might also be removed or moved.',
    })
  if (status === 413)
    return () => ({
      cause: 'The request is larger than the gateway (10 MB) or Lambda (6 MB) takes.',
      remedy: 'Send fewer rows at once.',
    })
  if (status === 429 && message.startsWith('Limit Exceeded'))
    return () => ({
      cause: 'The API key has used up its quota of today.',
      remedy: 'The quota resets at midnight UTC. You can raise it in the deploy options.',
    })
  if (status === 429)
    return (retryAfter) => ({
      cause: "More requests than the stage's throttle, or the key's own rate, allows.",
      remedy: `Wait ${retryAfter ? `${retryAfter} s` : 'a second'} and try again, or raise the rate in the deploy options.`,
    })
  if (status === 500)
    return () => ({
      cause: 'API Gateway is not allowed to call the function, or the function is gone: it answers 500 for both.',
      remedy: 'Deploy the public API again: that puts the permission and the function back.',
    })
  if (status === 502)
    return () => ({
      cause: 'The function failed before it answered.',
      remedy: 'Run a trace: it names the hop, and has the function’s log.',
    })
  if (status === 504)
    return () => ({
      cause:
        'The model did not answer within the time that the gateway waits: 29 seconds, unless the deploy says more.',
      remedy:
        'Send fewer rows, or give the endpoint more capacity. A cold serverless endpoint is quicker the second time.',
    })
  return undefined
}
