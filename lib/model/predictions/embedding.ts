/** Vectors: Hugging Face feature-extraction, OpenAI-like `data`, JumpStart's `embedding`, BlazingText's word vectors. */
import { isDistribution, shortestEmbedding } from './numbers'
import type { Prediction } from './prediction'
import { type Context, isFields, isMatrix, isNumbers } from './shape'

export function readEmbeddings(json: unknown, { output }: Context): Prediction | undefined {
  const named = namedVectors(json)
  if (named) return { kind: 'embedding', vectors: named }
  const nested = Array.isArray(json) && json.length === 1 && isMatrix(json[0]) ? json[0] : json
  const vectors = isNumbers(nested) ? [nested] : nested
  if (!isMatrix(vectors)) return undefined
  if (output?.task === 'embedding') return { kind: 'embedding', vectors }
  const isLong = (vectors[0]?.length ?? 0) >= shortestEmbedding
  // A list of tokens' vectors is three lists deep, which no other answer is.
  const isDeep = nested !== json
  const isFree = output?.task === undefined && !output?.outputs && !isNumbers(json)
  return isFree && (isDeep || isLong) && !vectors.every(isDistribution) ? { kind: 'embedding', vectors } : undefined
}

function namedVectors(json: unknown): number[][] | undefined {
  const list = isFields(json) ? (json.embedding ?? json.embeddings ?? json.data) : json
  if (isNumbers(list) && isFields(json)) return [list]
  if (isMatrix(list) && isFields(json)) return list
  if (!Array.isArray(list) || list.length === 0) return undefined
  const vectors = list.map((item) => (isFields(item) ? (item.embedding ?? item.vector) : undefined))
  return isMatrix(vectors) ? vectors : undefined
}
