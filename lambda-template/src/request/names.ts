/** Which feature a caller means by a name. */
import type { Feature } from './contract'

/** Case, spaces, `_`, `-`, `.` and brackets do not count. */
function nameKey(name: string): string {
  const key = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.()[\]]+/g, '')
  return key || name
}

const indexes = new WeakMap<Feature[], Map<string, Feature>>()

/** The exact name, else the one that reads alike, also with its unit behind it. */
export function featureNamed(features: Feature[], name: string): Feature | undefined {
  let index = indexes.get(features)
  if (!index) {
    const last = [...features].reverse()
    const withUnits = last.map((feature) => [nameKey(`${feature.name} ${feature.unit ?? ''}`), feature] as const)
    index = new Map([...withUnits, ...last.map((feature) => [nameKey(feature.name), feature] as const)])
    indexes.set(features, index)
  }
  return index.get(nameKey(name))
}

/** Longer names are no slip of the pen. */
const longest = 64

export const quoted = (name: string): string => (name.length > longest ? `${name.slice(0, longest)}…` : name)

/** The name that takes the fewest changed letters. @returns undefined where none is near */
export function closest(names: string[], name: string): string | undefined {
  const key = nameKey(name.slice(0, longest))
  const near = names.map((one) => ({ one, distance: distance(nameKey(one), key) }))
  const best = near.reduce<(typeof near)[number] | undefined>(
    (before, next) => (before && before.distance <= next.distance ? before : next),
    undefined,
  )
  return best && best.distance <= Math.max(2, key.length / 2) ? best.one : undefined
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j += 1) {
      const changed = (row[j] ?? 0) + (letter === b[j] ? 0 : 1)
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
