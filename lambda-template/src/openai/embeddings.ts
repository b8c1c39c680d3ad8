/**
 * Embeddings, in the encoding that the caller requests: OpenAI's packages request base64 of little-endian 32-bit floats by
 * default, and read nothing else then.
 * https://platform.openai.com/docs/api-reference/embeddings/create
 * https://github.com/openai/openai-node/blob/master/src/resources/embeddings.ts
 */
import { responseTooLarge } from '../errors'
import type { ResponseForm } from '../front'
import { fittingJson, modelResponse, type ProxyResponse } from '../respond'
import { members, refuse } from './errors'
import { lostField } from './fields'
import { parsed, unexpected } from './reply'

type Body = Record<string, unknown>
type Encoding = 'float' | 'base64'

export function encodingOf({ encoding_format: wanted }: Body): Encoding | undefined {
  if (wanted === undefined || wanted === null) return 'float'
  return wanted === 'float' || wanted === 'base64' ? wanted : undefined
}

export const unknownEncoding = refuse('`encoding_format` is `float` or `base64`.', 'encoding_format')

/** TEI's and Hugging Face's form: `{"inputs": [text, …]}` in, a vector for each text out. */
export function embeddingRequest(body: Body) {
  const lost = lostField(body, ['input', 'encoding_format'])
  if (lost) return lost
  const texts = Array.isArray(body.input) ? body.input : [body.input]
  if (texts.length === 0 || !texts.every((one) => typeof one === 'string'))
    return refuse('`input` must be a text or a list of texts: the container takes no tokens.', 'input')
  return { ok: true as const, body: { inputs: texts }, count: texts.length }
}

/** @param model the name that callers know */
export const embeddingResponse = (model: string, count: number, encoding: Encoding): ResponseForm => ({
  whole(reply) {
    const vectors = parsed(reply)
    if (!Array.isArray(vectors) || vectors.length !== count || !vectors.every(isVector))
      return unexpected('no list of one vector for each text')
    const data = vectors.map((vector, index) => ({ object: 'embedding', index, embedding: encoded(vector, encoding) }))
    return returned(fittingJson({ object: 'list', model, data }))
  },
})

/** A container with OpenAI's form whose response has the other encoding gets the one that was requested. */
export const passedEmbeddings = (encoding: Encoding): ResponseForm => ({
  whole(reply) {
    const body = members(parsed(reply))
    if (!Array.isArray(body.data)) return unexpected('no `data` with embeddings')
    const data = body.data.map(members)
    const vectors = data.map(({ embedding }) => (typeof embedding === 'string' ? decoded(embedding) : embedding))
    if (!vectors.every(isVector)) return unexpected('an embedding that is no vector')
    // It is JSON, whatever type the container gave it.
    if (data.every(({ embedding }) => (typeof embedding === 'string') === (encoding === 'base64')))
      return returned(modelResponse({ ...reply, contentType: 'application/json' }))
    const changed = data.map((one, index) => ({ ...one, embedding: encoded(vectors[index] ?? [], encoding) }))
    return returned(fittingJson({ ...body, data: changed }))
  },
})

/** Vectors as numbers have several times the bytes that base64 has. */
const returned = (response: ProxyResponse | undefined) =>
  response ? { ok: true as const, response } : { ok: false as const, failure: responseTooLarge }

const isVector = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number')

function encoded(vector: number[], encoding: Encoding): number[] | string {
  if (encoding === 'float') return vector
  const bytes = Buffer.alloc(vector.length * 4)
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4)
  return bytes.toString('base64')
}

function decoded(text: string): number[] {
  const bytes = Buffer.from(text, 'base64')
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readFloatLE(index * 4))
}
