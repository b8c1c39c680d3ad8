/** IAM's wildcards: `*` any characters, `?` one. Actions ignore case, resources do not. */
export function matchesPattern(pattern: string, value: string, ignoreCase = false): boolean {
  return ignoreCase ? matches(pattern.toLowerCase(), value.toLowerCase()) : matches(pattern, value)
}

/** Only the last star takes more if what follows does not fit: an earlier one could give it nothing that it lacks. */
function matches(pattern: string, value: string): boolean {
  let at = 0
  let star = -1
  let taken = 0
  for (let place = 0; place < value.length; ) {
    if (pattern[at] === '*') {
      star = at
      at += 1
      taken = place
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === value[place])) {
      at += 1
      place += 1
    } else if (star >= 0) {
      at = star + 1
      taken += 1
      place = taken
    } else return false
  }
  return [...pattern.slice(at)].every((sign) => sign === '*')
}
