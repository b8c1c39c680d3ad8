/** The header in which callers send an API key. Pure, and small: each page that calls a URL loads it. */

/** The headers in which callers can send a key. */
export const keyHeaders = ['x-api-key', 'authorization', 'both'] as const

export type KeyHeader = (typeof keyHeaders)[number]

/** Returns where callers send their keys. */
export const keyHeaderOf = ({ header }: { header?: Exclude<KeyHeader, 'x-api-key'> }): KeyHeader =>
  header ?? 'x-api-key'

/** For people: how a call carries its key. */
export const keyHeaderWords: Record<KeyHeader, string> = {
  'x-api-key': 'x-api-key: KEY',
  authorization: 'Authorization: Bearer KEY',
  both: 'x-api-key: KEY, or Authorization: Bearer KEY',
}

/** Returns the header of a call with this key; a URL that takes both gets the one that clients of OpenAI send. */
export const headersWithKey = (header: KeyHeader | undefined, key: string): Record<string, string> =>
  header === 'authorization' || header === 'both' ? { Authorization: `Bearer ${key}` } : { 'x-api-key': key }
