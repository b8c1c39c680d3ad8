/** Names near to what was typed, for "did you mean". */

/** Edits between two words (Levenshtein), in one row of memory. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The name of which a part is at most a third of the typed letters away; undefined where none is. */
export function closest(typed: string, names: Iterable<string>): string | undefined {
  const wanted = typed.toLowerCase()
  let best: { name: string; edits: number } | undefined
  for (const name of names) {
    const whole = name.toLowerCase()
    const parts = [whole, ...whole.split('-')]
    const edits = Math.min(...parts.map((part) => distance(wanted, part)))
    if (edits <= Math.ceil(wanted.length / 3) && edits < (best?.edits ?? Number.POSITIVE_INFINITY))
      best = { name, edits }
  }
  return best?.name
}
