/**
 * What the server's entrance (scripts/lib/entrance.mjs) and the console share about the request that is answered.
 * Undefined where there is no entrance: in `next dev` and in tests.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { processWide } from '../process-wide'

interface RequestNotes {
  /** The client sent X-Forwarded-For and no proxy is trusted, so the entrance replaced it. */
  forwardedForDropped: boolean
  /** Set by the proxy for a fault of its own. */
  proxyFailed: boolean
  /** Set by every action. A call that fails before, and not in the proxy, is one that Next cannot read. */
  actionBegan: boolean
  /** Set if a person reloads: what was read of AWS before this moment, ms, is not for them. */
  readsSince?: number
  /** Set by a page that Next would answer with 200. */
  status?: number
  /** The header as it came. */
  acceptLanguage?: string
  /** What `acceptLanguage` means, once it was read; empty if it names no language. */
  locale?: string
}

const requests = () => processWide('request', () => new AsyncLocalStorage<RequestNotes>())

export const requestNotes = (): RequestNotes | undefined => requests().getStore()

/** Runs work that outlives the request that began it, and has other readers. */
export const outsideRequest = <T>(work: () => T): T => requests().exit(work)
