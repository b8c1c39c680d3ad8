/** A trace for the browser: what is thrown on the way arrives there stripped, so failures travel as events. */
import { isExpected, toFailure } from '../errors'
import { log } from '../log'
import type { Failure } from '../result'
import type { TraceEvent } from './types'

export async function* asEvents(
  events: AsyncIterable<TraceEvent>,
  onFailure: (failure: Failure) => void = () => {},
): AsyncGenerator<TraceEvent> {
  const failed = (error: Failure): TraceEvent => {
    onFailure(error)
    return { type: 'failed', error }
  }
  try {
    yield* events
  } catch (error) {
    if (isExpected(error)) return yield failed(toFailure(error, {}))
    log().error({ event: 'trace.run', err: error }, 'unexpected')
    const remedy = 'Run the trace again; the console’s log has the details.'
    yield failed({ code: 'unexpected', message: 'The trace broke off.', remedy })
  }
}
