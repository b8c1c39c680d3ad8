/** How long jobs take, in words: an estimate is no measurement. Pure. */

/** `12 s`, `3 min`. */
export const roughly = (ms: number): string =>
  ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`

/** `20–40 s`; one value if both ends are the same. */
export function rangeWords({ fromMs, toMs }: { fromMs: number; toMs: number }): string {
  const [from, to] = [roughly(fromMs), roughly(toMs)]
  if (from === to) return from
  const [number, unit] = from.split(' ')
  return to.endsWith(` ${unit}`) ? `${number}–${to}` : `${from} to ${to}`
}
