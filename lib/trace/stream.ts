/** A trace for the browser: what is thrown on the way arrives there stripped, so failures travel as events. */
import { isExpected, toFailure } from '../errors'
import { log } from '../log'
import type { TraceEvent } from './types'

export async function* asEvents(events: AsyncIterable<TraceEvent>): AsyncGenerator<TraceEvent> {
  try {
    yield* events
  } catch (error) {
    if (isExpected(error)) return yield { type: 'failed', error: toFailure(error, {}) }
    log().error({ event: 'trace.run', err: error }, 'unexpected')
    const remedy = 'Run the trace again; the console’s log has the details.'
    yield { type: 'failed', error: { code: 'unexpected', message: 'The trace broke off.', remedy } }
  }
}
