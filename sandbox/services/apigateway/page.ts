/** `position` and `limit`: 25 a page unless requested, 500 at most. */
import { readToken, writeToken } from '../../kernel/page-token'
import { badRequest } from './errors'

/**
 * Gives a page. Its token names the last item that was given, so what is deleted between two pages shifts nothing.
 * @param list the operation, and what it lists the parts of
 */
export function page<T>(
  list: string,
  all: T[],
  keyOf: (item: T) => string,
  input: { position?: string; limit?: number },
): { items: T[]; position?: string } {
  const limit = input.limit ?? 25
  if (!Number.isInteger(limit) || limit < 1) throw badRequest('Invalid limit specified')
  const start = input.position === undefined ? 0 : startOf(list, all, keyOf, input.position)
  const size = Math.min(limit, 500)
  const items = all.slice(start, start + size)
  const last = items.at(-1)
  if (last === undefined || start + size >= all.length) return { items }
  return { items, position: writeToken(list, JSON.stringify([keyOf(last), start + size])) }
}

function startOf<T>(list: string, all: T[], keyOf: (item: T) => string, position: string): number {
  const token = readToken(list, position)
  if (typeof token !== 'string') throw badRequest('Invalid position parameter')
  const [key, start] = JSON.parse(token) as [string, number]
  const index = all.findIndex((item) => keyOf(item) === key)
  return index >= 0 ? index + 1 : start
}
