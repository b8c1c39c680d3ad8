/** `position` and `limit`: 25 a page unless requested, 500 at most. */
import { badRequest } from './errors'

/** The token names the last item that was given, so what is deleted between two pages shifts nothing. */
export function page<T>(
  all: T[],
  keyOf: (item: T) => string,
  input: { position?: string; limit?: number },
): { items: T[]; position?: string } {
  const limit = input.limit ?? 25
  if (!Number.isInteger(limit) || limit < 1) throw badRequest('Invalid limit specified')
  const start = input.position === undefined ? 0 : startOf(all, keyOf, input.position)
  const size = Math.min(limit, 500)
  const items = all.slice(start, start + size)
  const last = items.at(-1)
  if (last === undefined || start + size >= all.length) return { items }
  return { items, position: Buffer.from(JSON.stringify([keyOf(last), start + size])).toString('base64') }
}

function startOf<T>(all: T[], keyOf: (item: T) => string, position: string): number {
  try {
    const [key, start] = JSON.parse(Buffer.from(position, 'base64').toString('utf8')) as [string, number]
    const index = all.findIndex((item) => keyOf(item) === key)
    if (Number.isInteger(start)) return index >= 0 ? index + 1 : start
  } catch {
    // Falls through to the refusal.
  }
  throw badRequest('Invalid position parameter')
}
