/**
 * PutRestApi's document: OpenAPI 3 in JSON with API Gateway's extensions becomes a definition.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
import type { Call } from '../../../kernel/types'
import { readAuthorizers } from '../authorizers'
import { badRequest } from '../errors'
import { gatewayResponse } from '../gateway-responses'
import { newId } from '../ids'
import { stringMap, text } from '../input'
import { integrationTimeoutQuota } from '../limits'
import { checkModelNameForm } from '../methods/models'
import { keptPolicy } from '../resource-policy'
import { addResource, childrenOf } from '../resource-tree'
import type { ApiDefinition, DocumentationPart, Resource, RestApi } from '../state'
import { undocumentedOf } from '../undocumented'
import { newDefinition, snapshotOf } from './definition'
import { type Document, objectOf } from './document'
import { newPart } from './documentation'
import { importDropsOf } from './import-drops'
import { methodFrom, rootAuthorizers } from './method'

export interface Imported {
  definition: ApiDefinition
  name: string
  description?: string
  version?: string
  documentationParts: RestApi['documentationParts']
  warnings: string[]
}

const verbs: Record<string, string> = {
  get: 'GET',
  put: 'PUT',
  post: 'POST',
  delete: 'DELETE',
  patch: 'PATCH',
  options: 'OPTIONS',
  head: 'HEAD',
  'x-amazon-apigateway-any-method': 'ANY',
}

function parse(body: Buffer): Document {
  let document: Document
  try {
    document = JSON.parse(body.toString('utf8')) as Document
  } catch {
    throw badRequest('Invalid OpenAPI input.')
  }
  if (typeof document !== 'object' || document === null || !/^3\.0\.\d+$/.test(String(document.openapi)))
    throw badRequest('Invalid OpenAPI input: the sandbox takes OpenAPI 3.0 documents')
  if (typeof objectOf(document.info).title !== 'string')
    throw badRequest('Invalid OpenAPI input: info.title is missing')
  return document
}

/** The document without what this account's import leaves out. */
function keptOf(document: Document, call: Call): Document {
  const { validators, gatewayResponses } = importDropsOf(call)
  const dropped = new Set([
    ...(validators ? ['x-amazon-apigateway-request-validators', 'x-amazon-apigateway-request-validator'] : []),
    ...(gatewayResponses ? ['x-amazon-apigateway-gateway-responses'] : []),
  ])
  if (dropped.size === 0) return document
  return JSON.parse(JSON.stringify(document, (key, value) => (dropped.has(key) ? undefined : value))) as Document
}

function dropMocks({ resources }: ApiDefinition): void {
  for (const method of [...resources.values()].flatMap((one) => Object.values(one.resourceMethods)))
    if (method.methodIntegration?.type === 'MOCK') method.methodIntegration = undefined
}

/** @param api what is there now: the root and the resources of the same path keep their ids */
export function definitionFrom(body: Buffer, api: RestApi, mode: 'merge' | 'overwrite', call: Call): Imported {
  const document = keptOf(parse(body), call)
  const warnings: string[] = []
  const errors: string[] = []
  const timeoutQuotaMs = integrationTimeoutQuota(call).ms
  const root = api.resources.get(api.rootResourceId)!
  const definition = mode === 'merge' ? snapshotOf(api) : newDefinition({ ...root, resourceMethods: {} })
  const ids = new Map([...api.resources.values()].map((resource) => [resource.path, resource.id]))
  readSettings(document, definition)
  const policy = document['x-amazon-apigateway-policy']
  if (policy) definition.policy = keptPolicy(JSON.stringify(policy), api.id, call)
  readModels(document, definition, api.id)
  readValidators(document, definition)
  readAuthorizers(document, definition, api.authorizers)
  readGatewayResponses(document, definition)
  for (const [path, item] of Object.entries(objectOf(document.paths))) {
    const resource = resourceAt(definition, api.rootResourceId, path, ids)
    for (const [key, operation] of Object.entries(objectOf(item))) {
      const verb = verbs[key]
      if (!verb) {
        if (key !== 'parameters' && !key.startsWith('x-'))
          warnings.push(`Ignoring unsupported key ${key} of path ${path}`)
        continue
      }
      const shared = Array.isArray(objectOf(item).parameters) ? (objectOf(item).parameters as unknown[]) : []
      resource.resourceMethods[verb] = methodFrom(
        { document, definition, resource, warnings, errors, timeoutQuotaMs, sharedParameters: shared },
        verb,
        objectOf(operation),
      )
    }
  }
  if (errors.length > 0) throw badRequest(`Errors found during import:\n\t${errors.join('\n\t')}`)
  if (importDropsOf(call).mockIntegrations) dropMocks(definition)
  if (document.security && !rootAuthorizers(document, definition)) warnings.push('Root level security is ignored')
  const info = objectOf(document.info)
  const keep = mode === 'merge'
  return {
    definition,
    name: String(info.title),
    description: text(info.description) ?? (keep ? api.description : undefined),
    version: text(info.version),
    documentationParts: readDocumentation(document, keep ? api.documentationParts.values() : [], call),
    warnings,
  }
}

/**
 * An overwrite replaces the whole collection, as an import of documentation alone does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-quick-start-import-export.html
 */
function readDocumentation(
  document: Document,
  kept: Iterable<DocumentationPart>,
  call: Call,
): RestApi['documentationParts'] {
  const parts = new Map([...kept].map((part) => [part.id, part]))
  const written = objectOf(document['x-amazon-apigateway-documentation']).documentationParts
  for (const raw of Array.isArray(written) ? written.map(objectOf) : []) {
    const part = newPart(raw, [], call)
    const before = [...parts.values()].find(({ location }) => isSame(location, part.location))
    if (before) parts.delete(before.id)
    const { path } = part.location
    const known = path === undefined || path === '/' || path in objectOf(document.paths)
    if (!known && !undocumentedOf(call).takesStaleDocumentation)
      throw badRequest(`Invalid documentation part location: the API has no path ${path}`)
    const id = before?.id ?? part.id
    parts.set(id, { ...part, id })
  }
  return parts
}

const isSame = (one: DocumentationPart['location'], other: DocumentationPart['location']) =>
  JSON.stringify(one) === JSON.stringify(other)

function readSettings(document: Document, definition: ApiDefinition): void {
  const types = document['x-amazon-apigateway-binary-media-types']
  if (Array.isArray(types))
    definition.binaryMediaTypes = [...new Set([...definition.binaryMediaTypes, ...types.map(String)])]
  const source = document['x-amazon-apigateway-api-key-source']
  if (source === 'HEADER' || source === 'AUTHORIZER') definition.apiKeySource = source
  const compression = document['x-amazon-apigateway-minimum-compression-size']
  if (typeof compression === 'number') definition.minimumCompressionSize = compression
  const configuration = objectOf(document['x-amazon-apigateway-endpoint-configuration'])
  if (typeof configuration.disableExecuteApiEndpoint === 'boolean')
    definition.disableExecuteApiEndpoint = configuration.disableExecuteApiEndpoint
}

function readModels(document: Document, definition: ApiDefinition, restApiId: string): void {
  for (const [name, schema] of Object.entries(objectOf(objectOf(document.components).schemas))) {
    checkModelNameForm(name)
    definition.models.set(name, {
      id: definition.models.get(name)?.id ?? newId(6),
      name,
      description: text(objectOf(schema).description),
      schema: JSON.stringify(schema, (key, value) => asKept(restApiId, key, value), 2),
      contentType: 'application/json',
      imported: true,
    })
  }
}

/**
 * References name the model by its address, and required members are in order. What has `items` is an array: swagger-parser, whose
 * classes the import's warnings name (https://github.com/aws/aws-cdk/issues/24844), gives it that type
 * (`OpenAPIDeserializer.getSchema` of https://github.com/swagger-api/swagger-parser).
 */
function asKept(restApiId: string, key: string, value: unknown): unknown {
  const isSchema = key !== 'properties' && typeof value === 'object' && value !== null && !Array.isArray(value)
  if (isSchema && 'items' in value && !('type' in value)) return { type: 'array', ...value }
  if (key === 'required' && Array.isArray(value)) return [...value].sort()
  if (key !== '$ref' || typeof value !== 'string') return value
  return value.replace(/^#\/components\/schemas\//, `https://apigateway.amazonaws.com/restapis/${restApiId}/models/`)
}

function readValidators(document: Document, definition: ApiDefinition): void {
  for (const [name, raw] of Object.entries(objectOf(document['x-amazon-apigateway-request-validators']))) {
    const known = [...definition.requestValidators.values()].find((one) => one.name === name)
    const id = known?.id ?? newId(6)
    definition.requestValidators.set(id, {
      id,
      name,
      validateRequestBody: objectOf(raw).validateRequestBody === true,
      validateRequestParameters: objectOf(raw).validateRequestParameters === true,
    })
  }
}

function readGatewayResponses(document: Document, definition: ApiDefinition): void {
  for (const [type, raw] of Object.entries(objectOf(document['x-amazon-apigateway-gateway-responses']))) {
    const { statusCode, responseParameters, responseTemplates } = objectOf(raw)
    definition.gatewayResponses.set(
      type,
      gatewayResponse(type, {
        statusCode: statusCode === undefined ? undefined : String(statusCode),
        responseParameters: stringMap(responseParameters),
        responseTemplates: stringMap(responseTemplates),
      }),
    )
  }
}

function resourceAt(definition: ApiDefinition, rootId: string, path: string, ids: Map<string, string>): Resource {
  if (!path.startsWith('/')) throw badRequest(`Invalid path ${path}: a path starts with a slash`)
  let resource = definition.resources.get(rootId)!
  for (const part of path.split('/').filter(Boolean)) {
    const child = childrenOf(definition, resource).find((one) => one.pathPart === part)
    const below = resource.path === '/' ? `/${part}` : `${resource.path}/${part}`
    resource = child ?? addResource(definition, resource, part, ids.get(below))
  }
  return resource
}
