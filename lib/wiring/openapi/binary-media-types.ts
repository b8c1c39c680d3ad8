import { type FeatureContract, inputOf } from '../../model/contract/contract'
import type { RequestShape } from '../../model/requests/request-shape'

/** The media types of pictures, where a contract leaves the type to the file. */
const anyOf: Record<string, string[]> = {
  'image/*': ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
  'audio/*': ['audio/wav', 'audio/mpeg', 'audio/ogg', 'audio/webm', 'audio/flac'],
}

/** Tables as bytes, which SageMaker's containers take and which must not be read as text. */
const rawTypes = [
  'application/octet-stream',
  'application/x-npy',
  'application/x-parquet',
  'application/x-recordio-protobuf',
]

/**
 * The media type of a picture or a recording, and of a form that has one as a file, by name: `*​/*` would make bytes of CSV and JSON too.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export function binaryMediaTypesOf(contract: FeatureContract, form: RequestShape['form'] = 'rows'): string[] {
  const input = inputOf(contract)
  if (input.kind === 'rows' && form === 'raw') return rawTypes
  if (input.kind !== 'image' && input.kind !== 'audio') return []
  return [...(anyOf[input.contentType] ?? [input.contentType]), 'multipart/form-data']
}
