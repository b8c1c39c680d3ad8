/**
 * What the server's entrance (scripts/lib/entrance.mjs) and the console tell each other of the request that is answered.
 * Undefined where there is no entrance: in `next dev` and in tests.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { processWide } from '../process-wide'

interface RequestNotes {
  /** The client sent X-Forwarded-For and no proxy is trusted, so the entrance replaced it. */
  forwardedForDropped: boolean
  /** Set by the console. Until then a POST that fails has a body that Next cannot read. */
  actionBegan: boolean
}

export const requestNotes = (): RequestNotes | undefined =>
  processWide('request', () => new AsyncLocalStorage<RequestNotes>()).getStore()
