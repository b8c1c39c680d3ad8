/** What a caller's own code has to bear: a header with a placeholder where the secret belongs. */
import type { Access } from '../wiring/access'

/** `x-api-key` → `YOUR_API_KEY`. */
export const callerHeadersOf = ({ kind }: Pick<Access, 'kind'>): Record<string, string> =>
  kind === 'key' ? { 'x-api-key': 'YOUR_API_KEY' } : {}
