/**
 * That a request came through the proxy: a header that it sets anew on each, with a word that only this process knows. A
 * session is read only then, so that no path that goes past the proxy goes past the checks of the session either.
 */
import { randomBytes } from 'node:crypto'

/** On `globalThis`, as the proxy and a page get different instances of a module. */
const store = globalThis as typeof globalThis & { porticoGateMark?: string }

export const gateHeader = 'x-portico-gate'

export function gateMark(): string {
  store.porticoGateMark ??= randomBytes(24).toString('base64url')
  return store.porticoGateMark
}
