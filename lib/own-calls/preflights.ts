/**
 * Says which calls of a page made its browser send a preflight first, which the gateway counts as a request too.
 * https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */

/** How long browsers remember a preflight, by the URL's own answer to OPTIONS. */
const keptMs = 600_000
const most = 10_000

/** https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
const simpleTypes = /^(text\/plain|application\/x-www-form-urlencoded|multipart\/form-data)\b/

export interface SentCall {
  method: string
  url: string
  contentType?: string
  /** Names of headers beside Accept and Content-Type. */
  headers: string[]
}

/** Remembers for how long a browser sends no preflight. */
export function preflightsOf(now: () => number = Date.now): (call: SentCall) => boolean {
  const preflightAt = new Map<string, number>()
  return ({ method, url, contentType, headers }) => {
    const needed = headers.length > 0 || (contentType !== undefined && !simpleTypes.test(contentType))
    if (!needed) return false
    const key = JSON.stringify([method, url, [...headers].sort(), contentType === undefined])
    const before = preflightAt.get(key)
    if (before !== undefined && now() - before < keptMs) return false
    if (preflightAt.size >= most) preflightAt.clear()
    preflightAt.set(key, now())
    return true
  }
}
