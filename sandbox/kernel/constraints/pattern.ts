/**
 * Patterns of AWS's models, which are Java's. They read what clients send, so each is matched in linear time: by RE2 if it can
 * read the pattern, else by JavaScript's own engine, for those whose time `scripts/aws-constraints.test.ts` judges.
 */
import { RE2JS } from 're2js'

interface Matcher {
  engine: 'RE2' | 'JavaScript'
  matches: (text: string) => boolean
}

/** Patterns that neither engine reads as they are, in an equal form. */
const rewritten: Record<string, string> = {
  // A quantifier after an end of text is none to Java.
  '([\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@]*)${1,128}': '([\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@]*)$',
  '([\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@]*)${1,256}': '([\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@]*)$',
  '\\A\\S[\\p{Print}]*\\z': '[\\x21-\\x7e][\\x20-\\x7e]*',
  // At most one point: the look-ahead would take quadratic time.
  '^(?!.*\\..*\\.)[a-zA-Z0-9][a-zA-Z0-9-_\\.]*$': '[a-zA-Z0-9][a-zA-Z0-9-_]*(\\.[a-zA-Z0-9-_]*)?',
}

const matchers = new Map<string, Matcher>()

/** Matches a whole text, as AWS does. */
export function matcherOf(pattern: string): Matcher {
  const known = matchers.get(pattern)
  if (known) return known
  const matcher = compile(rewritten[pattern] ?? pattern)
  matchers.set(pattern, matcher)
  return matcher
}

function compile(pattern: string): Matcher {
  try {
    const compiled = RE2JS.compile(pattern)
    return { engine: 'RE2', matches: (text) => compiled.matches(text) }
  } catch {
    const compiled = scriptPattern(pattern)
    return { engine: 'JavaScript', matches: (text) => compiled.test(text) }
  }
}

/** What JavaScript matches in place of a pattern that RE2 cannot read. */
export function scriptPattern(pattern: string): RegExp {
  // short text: a pattern of the models, each of which `scripts/aws-constraints.test.ts` judges
  return new RegExp(`^(?:${rewritten[pattern] ?? pattern})$`, 'u')
}
