/**
 * Tokens of pages. A token is of one list: services document that the next page is requested with the same operation and parameters
 * (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListEndpoints.html), so one of another list is as wrong as any text.
 */

/** Writes what the next page starts after, or at. */
export const writeToken = (list: string, next: string | number): string =>
  Buffer.from(JSON.stringify([list, next])).toString('base64')

/** Returns what `writeToken` was given, and undefined for a text that it did not write for this list. */
export function readToken(list: string, token: unknown): string | number | undefined {
  try {
    const text = Buffer.from(String(token), 'base64').toString('utf8')
    const [of, next] = JSON.parse(text) as [string, string | number]
    return of === list && writeToken(list, next) === token ? next : undefined
  } catch {
    return undefined
  }
}

/** Returns the index at which a page starts: 0 without a token. Throws `refusal` for a token that is not of this list. */
export function startOf(list: string, token: unknown, refusal: () => Error): number {
  if (token === undefined) return 0
  const next = readToken(list, token)
  if (typeof next === 'number' && Number.isInteger(next) && next >= 0) return next
  throw refusal()
}
