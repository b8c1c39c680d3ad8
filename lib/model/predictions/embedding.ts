/** Vectors: Hugging Face feature-extraction, OpenAI-like `data`, JumpStart's `embedding`, BlazingText's word vectors. */
import { besides, besidesEach, withRest } from './besides'
import { isDistribution, shortestEmbedding } from './numbers'
import type { Prediction } from './prediction'
import { type Context, type Fields, isFields, isGrid, isMatrix, isNumbers, type Num, numOf, type Output } from './shape'

export function readEmbeddings(json: unknown, context: Context): Prediction | undefined {
  const { output } = context
  const named = namedVectors(json, output)
  if (named) return named
  const nested = Array.isArray(json) && json.length === 1 && isMatrix(json[0]) ? json[0] : json
  const vectors = isNumbers(nested) ? [nested] : nested
  if (!isMatrix(vectors) || isGrid(vectors, context)) return undefined
  if (output?.task === 'embedding') return embedding(vectors)
  const isLong = (vectors[0]?.length ?? 0) >= shortestEmbedding
  // A list of tokens' vectors is three lists deep, which no other answer is.
  const isDeep = nested !== json
  const isFree = output?.task === undefined && !output?.outputs && !isNumbers(json)
  const isOther = vectors.every((vector) => isDistribution(vector.map(numOf)))
  return isFree && (isDeep || isLong) && !isOther ? embedding(vectors) : undefined
}

const embedding = (vectors: Num[][], rest?: Fields): Prediction => ({
  kind: 'embedding',
  vectors: vectors.map((vector) => vector.map(numOf)),
  ...(rest ? { rest } : {}),
})

function namedVectors(json: unknown, output: Output): Prediction | undefined {
  if (!isFields(json)) return Array.isArray(json) ? vectorsOfItems(json) : undefined
  const key = ['embedding', 'embeddings', 'data'].find((name) => Array.isArray(json[name]))
  // Below the names of columns `data` is a table.
  const whole = key && !('columns' in json) && besides(json, [key, 'object'])
  if (!whole) return undefined
  const list = json[key]
  // `data` can hold anything: only what is long, or has the contract's word, is a vector there.
  const isVector = (row: unknown) => Array.isArray(row) && row.length >= shortestEmbedding
  if (key === 'data' && !isVector(list) && isNumbers([list].flat(2)) && output?.task !== 'embedding') {
    if (!Array.isArray(list) || !list.some(isVector)) return undefined
  }
  if (isNumbers(list)) return embedding([list], whole.rest)
  if (isMatrix(list)) return embedding(list, whole.rest)
  const items = vectorsOfItems(list as unknown[])
  return items && withRest(items, whole.rest)
}

/** `[{"embedding", "index", "object"}]`, `[{"word", "vector"}]`. */
function vectorsOfItems(list: unknown[]): Extract<Prediction, { kind: 'embedding' }> | undefined {
  const items = list.filter(isFields)
  if (items.length === 0 || items.length < list.length) return undefined
  const vectors = items.map((item) => item.embedding ?? item.vector)
  const explained = ['embedding', 'vector', 'object']
  // The place in the list says the same as a list's own index.
  if (items.every((item, index) => item.index === index)) explained.push('index')
  const rest = besidesEach(items, [...explained, 'word'])
  if (!rest || !isMatrix(vectors)) return undefined
  const words = items.some((item) => 'word' in item) ? { word: items.map(({ word }) => word ?? null) } : {}
  const all = { ...words, ...rest.rest }
  return embedding(vectors, Object.keys(all).length > 0 ? all : undefined) as Extract<Prediction, { kind: 'embedding' }>
}
