/** Smithy's RPC protocol in CBOR. https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html */
import { cbor, dateToTag } from '@smithy/core/cbor'
import { AwsError } from './errors'

/** Returns what the client sent, with times in epoch seconds as in AWS's JSON. */
export function readCbor(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {}
  try {
    return plain(cbor.deserialize(body)) as Record<string, unknown>
  } catch {
    throw new AwsError('SerializationException', 'Could not parse request body into cbor', 400)
  }
}

export const writeCbor = (output: object): Buffer => Buffer.from(cbor.serialize(tagged(output)))

/** Tag 1 is a time: https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html#timestamp-type-serialization */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Date) return value.getTime() / 1000
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  const { tag, value: content } = value as { tag?: unknown; value?: unknown }
  if (tag === 1 && Object.keys(value).length === 2) return plain(content)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
}

function tagged(value: unknown): unknown {
  if (value instanceof Date) return dateToTag(value)
  if (value instanceof Map) return tagged(Object.fromEntries(value))
  if (Array.isArray(value)) return value.map(tagged)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([key, one]) => [key, tagged(one)]),
  )
}
