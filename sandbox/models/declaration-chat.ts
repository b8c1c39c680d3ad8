/**
 * A language model of the smallest kind: which word follows which three, learnt from the English text of the Universal
 * Declaration of Human Rights. It goes on from the last words of a question that it knows and understands nothing.
 */
import { declaration } from './data/languages'

/** Gives the next word, or undefined at the end of a paragraph. @param random 0 to 1 */
export type NextWord = (before: string[], random: number) => string | undefined

const longest = 3
const wordsOf = (text: string): string[] => text.match(/[\p{L}’'‐-]+|[.,;:]/gu) ?? []
const keyOf = (words: string[]) => words.join(' ').toLowerCase()

export function trainDeclaration(paragraphs = declaration('eng')): NextWord {
  /** What came after each run of words; the empty one is a paragraph's start. */
  const followers = new Map<string, (string | undefined)[]>()
  const note = (before: string[], next: string | undefined) => {
    const key = keyOf(before)
    followers.set(key, [...(followers.get(key) ?? []), next])
  }
  for (const paragraph of paragraphs) {
    const words = wordsOf(paragraph)
    note([], words[0])
    for (let at = 1; at <= words.length; at += 1)
      for (let length = 1; length <= Math.min(longest, at); length += 1) note(words.slice(at - length, at), words[at])
  }
  return (before, random) => {
    for (let length = Math.min(longest, before.length); length >= 0; length -= 1) {
      const known = followers.get(keyOf(before.slice(before.length - length)))
      if (known) return known[Math.floor(random * known.length)]
    }
    return undefined
  }
}

/** The words of an answer, one after the other, each but the first with the space before it. */
export function* replyTo(next: NextWord, question: string, mostWords: number, random: () => number): Generator<string> {
  let before = wordsOf(question).slice(-longest)
  let isFirst = true
  for (let count = 0; count < mostWords; count += 1) {
    const word = next(before, random())
    if (word === undefined) {
      if (!isFirst) return
      // The question ended a paragraph: the answer begins another.
      before = []
      continue
    }
    before = [...before, word].slice(-longest)
    yield isFirst || /^[.,;:]$/.test(word) ? word : ` ${word}`
    isFirst = false
  }
}
