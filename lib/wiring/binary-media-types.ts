import { type FeatureContract, inputOf } from '../features/contract'

/** The media types of pictures, where a contract leaves the type to the file. */
const anyOf: Record<string, string[]> = {
  'image/*': ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
  'audio/*': ['audio/wav', 'audio/mpeg', 'audio/ogg', 'audio/webm', 'audio/flac'],
}

/**
 * The media type of a picture or a recording, by name: `*​/*` would make bytes of CSV and JSON too.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export function binaryMediaTypesOf(contract: FeatureContract): string[] {
  const input = inputOf(contract)
  if (input.kind !== 'image' && input.kind !== 'audio') return []
  return anyOf[input.contentType] ?? [input.contentType]
}
