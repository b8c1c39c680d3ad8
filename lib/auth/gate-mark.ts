/**
 * Marks a request that came through the proxy: a header that it sets on each, with a word that only this process knows. A
 * session is read only then, so that no path that goes past the proxy goes past the checks of the session either.
 */
import { randomBytes } from 'node:crypto'
import { processWide } from '../process-wide'

export const gateHeader = 'x-portico-gate'

export const gateMark = (): string => processWide('gate-mark', () => randomBytes(24).toString('base64url'))
