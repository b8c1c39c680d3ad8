/** What AWS lists page by page. */

/** More are not held. */
const mostEndpoints = 50_000

export interface Paged<T> {
  /** What the pages of now have; undefined before the first. */
  pending?: { items: Map<string, T>; token?: string }
  items: Map<string, T>
  /** When all pages were read last. */
  at?: number
}

/** The last page replaces what was there before; until then, that stays. */
export function takePage<T>(paged: Paged<T>, items: [string, T][], token: string | undefined, now: number): void {
  const all = paged.pending?.items ?? new Map<string, T>()
  for (const [key, item] of items) if (all.size < mostEndpoints) all.set(key, item)
  if (token && all.size < mostEndpoints) {
    paged.pending = { items: all, token }
    return
  }
  paged.items = all
  paged.pending = undefined
  paged.at = now
}
