/** What a caller's own code has to send: a header with a placeholder where the secret belongs. */
import type { CallerNeeds } from '../spec/api-parts/access'
import { headersWithKey } from '../spec/api-parts/key-header'

/** `x-api-key` → `YOUR_API_KEY`, or the header of the URL's choice. A signature is no fixed header: `signedSnippets` makes it. */
export function callerHeadersOf({ kind, scoped, header }: CallerNeeds): Record<string, string> {
  if (kind === 'key') return headersWithKey(header, 'YOUR_API_KEY')
  if (kind !== 'cognito') return {}
  return { authorization: scoped ? 'YOUR_ACCESS_TOKEN' : 'YOUR_IDENTITY_TOKEN' }
}
