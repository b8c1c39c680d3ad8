/**
 * Documentation parts: what people write about an API, beside its definition and never served.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html
 */
import type { Call, Operation } from '../../../kernel/types'
import { badRequest, conflict, notFound, notInEnum, validation } from '../errors'
import { restApiOf, stateOf } from '../find'
import { newId } from '../ids'
import { text } from '../input'
import { page } from '../page'
import { applyReplacements, readPatches } from '../patch'
import type { DocumentationPart } from '../state'
import { undocumentedOf } from '../undocumented'

const types = [
  'API',
  'AUTHORIZER',
  'MODEL',
  'RESOURCE',
  'METHOD',
  'PATH_PARAMETER',
  'QUERY_PARAMETER',
  'REQUEST_HEADER',
  'REQUEST_BODY',
  'RESPONSE',
  'RESPONSE_HEADER',
  'RESPONSE_BODY',
]

const onPaths = types.filter((type) => !['API', 'AUTHORIZER', 'MODEL'].includes(type))

function checkProperties(properties: string | undefined, call: Call): string {
  const { documentationCharacters } = undocumentedOf(call)
  if ((properties?.length ?? 0) > documentationCharacters)
    throw badRequest(`Documentation properties are too long: at most ${documentationCharacters} characters`)
  try {
    const value: unknown = JSON.parse(properties ?? '')
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return properties ?? ''
  } catch {
    // Falls through to the refusal.
  }
  throw badRequest('Invalid documentation properties: must be a JSON object')
}

function locationOf(value: unknown): DocumentationPart['location'] {
  const { type, path, method, statusCode, name } = (value ?? {}) as Record<string, unknown>
  if (!types.includes(String(type)))
    throw validation([notInEnum(type, 'createDocumentationPartInput.location.type', types)])
  // What lies on a path lies on the root unless it says so.
  const at = text(path) ?? (onPaths.includes(String(type)) ? '/' : undefined)
  const rest = { path: at, method: text(method), statusCode: text(statusCode), name: text(name) }
  if (type === 'API' && Object.values(rest).some((one) => one !== undefined))
    throw badRequest('Invalid documentation part location: an API has no other field')
  return { type: String(type), ...rest }
}

/** @param raw as CreateDocumentationPart takes it, or, with properties as an object, as a document holds it */
export function newPart(
  raw: { location?: unknown; properties?: unknown },
  parts: Iterable<DocumentationPart>,
  call: Call,
): DocumentationPart {
  const location = locationOf(raw.location)
  const properties = checkProperties(
    typeof raw.properties === 'object' ? JSON.stringify(raw.properties) : text(raw.properties),
    call,
  )
  for (const part of parts)
    if (JSON.stringify(part.location) === JSON.stringify(location))
      throw conflict('Documentation part already exists for the specified location')
  return { id: newId(6), location, properties }
}

function found(input: { restapi_id: string; part_id: string }, call: Call): DocumentationPart {
  // Also for an API that is not there.
  const part = stateOf(call).restApis.get(input.restapi_id)?.documentationParts.get(input.part_id)
  if (!part) throw notFound('Invalid Documentation part identifier specified')
  return part
}

export const documentationOperations: Record<string, Operation> = {
  CreateDocumentationPart: (input, call) => {
    const { documentationParts } = restApiOf(input.restapi_id, call)
    const part = newPart(input, documentationParts.values(), call)
    documentationParts.set(part.id, part)
    return part
  },
  GetDocumentationParts: (input, call) => {
    const parts = [...restApiOf(input.restapi_id, call).documentationParts.values()]
    const wanted = parts.filter(({ location }) => input.type === undefined || location.type === input.type)
    const { items, position } = page(`GetDocumentationParts ${input.restapi_id}`, wanted, (one) => one.id, input)
    return { item: items, position }
  },
  UpdateDocumentationPart: (input, call) => {
    const part = found(input, call)
    applyReplacements(part, readPatches(input), {
      '/properties': (draft, value) => {
        draft.properties = checkProperties(value, call)
      },
    })
    return part
  },
}
