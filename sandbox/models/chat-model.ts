/** A language model of the simplest kind: which word follows which two, counted in real sentences. */
import { sageMakerSentences } from './data/chat-text'
import { randomFrom } from './random'

interface GenerateOptions {
  maxTokens: number
  /** 0: always the likeliest word. */
  temperature: number
  /** The same seed gives the same words. */
  seed: number
}

interface Generated {
  words: string[]
  /** `stop` at the end of a thought, `length` where `maxTokens` cut it short. */
  finishReason: 'stop' | 'length'
}

export type LanguageModel = (prompt: string, options: GenerateOptions) => Generated

type Counts = Map<string, number>

/** How many sentences an answer has, unless it is cut. */
const sentencesWanted = 3

/** @param sentences each as its words */
export function trainLanguageModel(sentences: string[][]): LanguageModel {
  const next = new Map<string, Counts>()
  const about = new Map<string, number[]>()
  for (const [index, words] of sentences.entries()) {
    for (const [at, word] of words.entries()) {
      const followed = at > 1 ? `${words[at - 2]} ${words[at - 1]}` : undefined
      if (followed) count(next, followed, word)
      const plain = plainWord(word)
      const known = about.get(plain)
      if (!known) about.set(plain, [index])
      else if (known.at(-1) !== index) known.push(index)
    }
  }
  const everything = sentences.map((_, index) => index)
  return (prompt, { maxTokens, temperature, seed }) => {
    const random = randomFrom(seed)
    const topics = topicOf(prompt, about) ?? everything
    const words: string[] = []
    for (let sentence = 0; sentence < sentencesWanted && words.length < maxTokens; sentence += 1) {
      const opening = sentences[topics[Math.floor(random() * topics.length)] ?? 0] ?? []
      words.push(...continued(opening.slice(0, 2), next, temperature, random))
    }
    const cut = words.slice(0, maxTokens)
    return { words: cut, finishReason: cut.length < words.length ? 'length' : 'stop' }
  }
}

function count(next: Map<string, Counts>, followed: string, word: string): void {
  const counts = next.get(followed) ?? new Map<string, number>()
  counts.set(word, (counts.get(word) ?? 0) + 1)
  next.set(followed, counts)
}

const plainWord = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The sentences about the rarest word of the prompt that the model knows. */
function topicOf(prompt: string, about: Map<string, number[]>): number[] | undefined {
  const known = prompt.split(/\s+/).map((word) => about.get(plainWord(word)))
  return known.filter((one) => one !== undefined).sort((a, b) => a.length - b.length)[0]
}

const longestSentence = 60

function continued(opening: string[], next: Map<string, Counts>, temperature: number, random: () => number): string[] {
  const words = [...opening]
  while (words.length < longestSentence) {
    const counts = next.get(words.slice(-2).join(' '))
    if (!counts) break
    words.push(drawn(counts, temperature, random))
  }
  return words
}

function drawn(counts: Counts, temperature: number, random: () => number): string {
  const entries = [...counts]
  const likeliest = entries.reduce((best, one) => (one[1] > best[1] ? one : best))[0]
  if (temperature <= 0) return likeliest
  const weights = entries.map(([, times]) => times ** (1 / temperature))
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  const at = weights.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  return entries[at]?.[0] ?? likeliest
}

let trained: LanguageModel | undefined

export function sageMakerModel(): LanguageModel {
  trained ??= trainLanguageModel(sageMakerSentences())
  return trained
}
