/**
 * Embeds a text: how often each of the commonest trigrams stands in it, in the 48 directions in which the Declaration's
 * paragraphs differ most (latent semantic analysis by subspace iteration). Texts of one language are near each other.
 */
import { Matrix, QrDecomposition } from 'ml-matrix'
import { splitTexts, trigrams } from './data/languages'
import { kept } from './kept'
import { randomFrom } from './random'

const embeddingSize = 48
const trigramsKnown = 600
const iterations = 12

interface Directions {
  /** With the weight of each: the rarer, the more it says. */
  trigrams: [string, number][]
  /** A row a trigram, a column a direction. */
  basis: number[][]
}

function weighed(text: string, places: Map<string, { index: number; weight: number }>): number[] {
  const vector = new Array<number>(places.size).fill(0)
  for (const one of trigrams(text)) {
    const place = places.get(one)
    if (place) vector[place.index] = (vector[place.index] ?? 0) + place.weight
  }
  return ofLengthOne(vector)
}

function ofLengthOne(vector: number[]): number[] {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  return length === 0 ? vector : vector.map((value) => value / length)
}

const placesOf = (known: [string, number][]) => new Map(known.map(([one, weight], index) => [one, { index, weight }]))

function learn(): Directions {
  const texts = splitTexts().train.map(({ text }) => text)
  const counts = new Map<string, number>()
  for (const text of texts) for (const one of new Set(trigrams(text))) counts.set(one, (counts.get(one) ?? 0) + 1)
  const known = [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, trigramsKnown)
    .map(([one, count]): [string, number] => [one, Math.log(texts.length / count)])
  const places = placesOf(known)
  const rows = new Matrix(texts.map((text) => weighed(text, places)))
  const columns = rows.transpose()
  const random = randomFrom(1)
  let basis = new Matrix(known.map(() => Array.from({ length: embeddingSize }, () => random() - 0.5)))
  for (let count = 0; count < iterations; count += 1)
    basis = new QrDecomposition(columns.mmul(rows.mmul(basis))).orthogonalMatrix
  return { trigrams: known, basis: basis.to2DArray() }
}

/** Returns vectors of length 1. */
export function trainEmbeddings(): (text: string) => number[] {
  const { trigrams: known, basis } = kept('embeddings', learn, (parameters) => parameters as Directions)
  const places = placesOf(known)
  const directions = new Matrix(basis)
  return (text) => ofLengthOne(new Matrix([weighed(text, places)]).mmul(directions).getRow(0))
}
