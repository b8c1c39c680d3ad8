/** Words that no sentence for a person has: what is said instead is plainer. Words that others replaced everywhere are in `replaced-words.mjs`. */

const stilted = [
  [/\b[wW]ho(so)?ever\b/, 'anyone who, or name the person'],
  [/\b[wW]hatever\b/, 'any, every, or name the thing'],
  [/\b[wW]herever\b/, 'if, or name the place'],
  [/\bin place of\b/i, 'instead of'],
  [/\breckon(s|ed|ing)?\b/i, 'calculate, use'],
  [/\bamiss\b/i, 'wrong'],
  [/\b(shall|ought|lest|albeit|thereof|hitherto|whereas)\b/i, 'must, can, if'],
  [/\bheld? against\b/i, 'compare with, validate against'],
  [/\bin vain\b/i, 'without success'],
  [/\bit is none\b|\band is none\b/i, 'is not a …'],
  [/\bthe door\b|\bcome through\b|\bgets? through\b/i, 'can call, is refused'],
  [/\b(for|to) everybody\b/i, 'for everyone, or name them'],
  [/\bcolour/i, 'color'],
  [/\b(normal|recogn|author|organ)is(e|es|ed|ing|ation|ations)\b/i, 'the spelling of AWS: -ize'],
]

/**
 * Lists what has to be said otherwise, as `file:line: “word”: say …`.
 *
 * @param {string} file
 * @param {{line: number, text: string}[]} seen
 */
export const stiltedWords = (file, seen) =>
  seen.flatMap(({ line, text }) =>
    stilted.flatMap(([pattern, instead]) => {
      const found = text.match(pattern)
      return found ? [`${file}:${line}: “${found[0]}” in “${text.slice(0, 100)}”: say ${instead}`] : []
    }),
  )
