/** REST APIs as a whole. https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html */
import type { Call, Operation } from '../../kernel/types'
import { refuseWhileMapped } from './domains'
import { badRequest } from './errors'
import { restApiOf, stateOf } from './find'
import { newId } from './ids'
import { refuse, stringMap, text } from './input'
import { takeCreationToken } from './limits'
import { newDefinition } from './openapi/definition'
import { definitionFrom } from './openapi/import'
import { page } from './page'
import { applyPatches, flagOf, type Rule, readPatches, replaced } from './patch'
import { keptPolicy, shownPolicy } from './resource-policy'
import { refuseWhilePlanned } from './stages'
import type { RestApi } from './state'
import { checkTags } from './tags'

/** Returns it as made and listed, without tags if it has none. */
const bornView = (api: RestApi): object => ({
  id: api.id,
  name: api.name,
  description: api.description,
  version: api.version,
  createdDate: new Date(api.createdDate),
  binaryMediaTypes: api.binaryMediaTypes.length > 0 ? api.binaryMediaTypes : undefined,
  minimumCompressionSize: api.minimumCompressionSize,
  apiKeySource: api.apiKeySource,
  endpointConfiguration: { types: api.endpointTypes, ipAddressType: api.ipAddressType ?? 'ipv4' },
  policy: shownPolicy(api.policy),
  tags: Object.keys(api.tags).length > 0 ? api.tags : undefined,
  disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
  rootResourceId: api.rootResourceId,
  apiStatus: 'AVAILABLE',
})

/** Returns it as read by itself and changed. */
const restApiView = (api: RestApi, warnings: string[] = []): object => ({
  ...bornView(api),
  tags: api.tags,
  ...(warnings.length > 0 ? { warnings } : {}),
})

const endpointTypes = ['REGIONAL', 'EDGE', 'PRIVATE']

function checkName(name: unknown): string {
  if (typeof name === 'string' && name.trim() !== '' && name.length <= 1024) return name
  throw badRequest('Invalid API name specified')
}

function checkMediaTypes(types: unknown): string[] {
  const list = Array.isArray(types) ? types.map(String) : []
  const bad = list.find((type) => !/^[^/\s]+\/[^/\s]+$/.test(type))
  if (bad) throw badRequest(`Invalid binary media type specified: ${bad}`)
  return [...new Set(list)]
}

function keySource(value: unknown): RestApi['apiKeySource'] {
  if (value === undefined || value === 'HEADER' || value === 'AUTHORIZER') return value ?? 'HEADER'
  throw badRequest(`Invalid API key source: ${value}`)
}

function compression(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const bytes = Number(value)
  if (Number.isInteger(bytes) && bytes >= 0 && bytes <= 10_485_760) return bytes
  throw badRequest('Invalid minimum compression size, must be between 0 and 10485760')
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const maxRegionalApis = 600

function endpointType(types: string[]): string {
  const [type, ...more] = types
  if (!type) throw badRequest('REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.')
  if (more.length > 0) throw badRequest('Cannot create an api with multiple Endpoint Types.')
  return type
}

/** A private API has both kinds of addresses; others have the older one unless they say so. */
function addressType(wanted: unknown, type: string): RestApi['ipAddressType'] {
  if (type === 'PRIVATE' && wanted === 'ipv4')
    throw badRequest('Only dualstack ipAddressType is supported for Private APIs.')
  if (wanted === 'ipv4' || wanted === 'dualstack') return wanted
  return type === 'PRIVATE' ? 'dualstack' : 'ipv4'
}

const createRestApi: Operation = (input, call) => {
  refuse(input, ['cloneFrom'])
  const { types = ['EDGE'], ipAddressType } = input.endpointConfiguration ?? {}
  const type = endpointType(types)
  if (input.description === '') throw badRequest('Description cannot be an empty string')
  const name = checkName(input.name)
  const definition = newDefinition()
  const [root] = definition.resources.values()
  const id = newId(10)
  const api: RestApi = {
    ...definition,
    id,
    name,
    description: text(input.description),
    version: text(input.version),
    createdDate: Date.now(),
    endpointTypes: [type],
    ipAddressType: addressType(ipAddressType, type),
    rootResourceId: root?.id ?? '',
    binaryMediaTypes: checkMediaTypes(input.binaryMediaTypes),
    minimumCompressionSize: compression(input.minimumCompressionSize),
    apiKeySource: keySource(input.apiKeySource),
    policy: keptPolicy(text(input.policy), id, call),
    disableExecuteApiEndpoint: input.disableExecuteApiEndpoint === true,
    tags: checkTags(stringMap(input.tags)),
    documentationParts: new Map(),
    deployments: new Map(),
    stages: new Map(),
  }
  takeCreationToken(call, type === 'EDGE')
  if (stateOf(call).restApis.size >= maxRegionalApis) throw badRequest('Maximum number of APIs has been reached')
  stateOf(call).restApis.set(api.id, api)
  return bornView(api)
}

/** AWS's epoch seconds are whole here, so two of one second are ordered by their id. */
const byAge = (a: RestApi, b: RestApi) => a.createdDate - b.createdDate || (a.id < b.id ? -1 : 1)

const getRestApis: Operation = (input, call) => {
  const { items, position } = page(
    'GetRestApis',
    [...stateOf(call).restApis.values()].sort(byAge),
    (api) => api.id,
    input,
  )
  return { item: items.map(bornView), position }
}

const mediaType: Rule<RestApi> = {
  ops: ['add', 'replace', 'remove'],
  apply(api, patch, key) {
    const rest = api.binaryMediaTypes.filter((type) => type !== key)
    if (patch.op === 'add') api.binaryMediaTypes = checkMediaTypes([...rest, key])
    else api.binaryMediaTypes = patch.op === 'replace' ? checkMediaTypes([...rest, patch.value ?? '']) : rest
  },
}

const typeRule = (key: string): Rule<RestApi> => ({
  ops: ['add', 'remove', 'replace'],
  apply(api, { op, value = '' }) {
    if (op !== 'replace') throw badRequest("Invalid patch operation specified. Must be 'add'|'remove'|'replace'")
    if (!endpointTypes.includes(value) || (key !== '0' && !api.endpointTypes.includes(key)))
      throw badRequest(`Invalid EndpointTypes specified. Valid options are ${endpointTypes.join(',')}`)
    api.endpointTypes = [value]
    api.ipAddressType = addressType(undefined, value)
  },
})

const rules = (call: Call): Record<string, Rule<RestApi>> => ({
  '/name': replaced((api, value) => {
    api.name = checkName(value)
  }),
  '/description': {
    ops: ['replace', 'remove'],
    apply(api, patch) {
      api.description = patch.op === 'remove' ? undefined : patch.value
    },
  },
  '/policy': replaced((api, value) => {
    api.policy = keptPolicy(value, api.id, call)
  }),
  '/apiKeySource': replaced((api, value) => {
    api.apiKeySource = keySource(value)
  }),
  '/minimumCompressionSize': replaced((api, value) => {
    api.minimumCompressionSize = compression(value)
  }),
  '/disableExecuteApiEndpoint': replaced((api, value) => {
    api.disableExecuteApiEndpoint = flagOf(value)
  }),
  // The one type is addressed by its place or by itself.
  ...Object.fromEntries(['0', ...endpointTypes].map((key) => [`/endpointConfiguration/types/${key}`, typeRule(key)])),
  '/endpointConfiguration/ipAddressType': replaced((api, value = '') => {
    if (!['ipv4', 'dualstack'].includes(value)) throw badRequest('ipAddressType must be either ipv4 or dualstack.')
    api.ipAddressType = addressType(value, api.endpointTypes[0] ?? '')
  }),
  '/binaryMediaTypes/*': mediaType,
})

const putRestApi: Operation = (input, call) => {
  const api = restApiOf(input.restapi_id, call)
  const mode = input.mode ?? 'merge'
  const { definition, name, description, version, documentationParts, warnings } = definitionFrom(
    input.body as Buffer,
    api,
    mode,
    call,
  )
  if (input.failOnWarnings && warnings.length > 0)
    throw badRequest(`Warnings found during import:\n\t${warnings.join('\n\t')}`)
  // Built whole before it is taken, so a refused document changes nothing.
  Object.assign(api, definition, { name: checkName(name), description, version, documentationParts })
  return restApiView(api, warnings)
}

const deleteRestApi = (input: { restapi_id: string }, call: Call) => {
  const api = restApiOf(input.restapi_id, call)
  refuseWhilePlanned(api, api.stages.values(), call)
  refuseWhileMapped(api.id, call)
  stateOf(call).restApis.delete(api.id)
  return {}
}

export const restApiOperations: Record<string, Operation> = {
  CreateRestApi: createRestApi,
  GetRestApis: getRestApis,
  GetRestApi: (input, call) => restApiView(restApiOf(input.restapi_id, call)),
  UpdateRestApi: (input, call) => {
    const api = restApiOf(input.restapi_id, call)
    applyPatches(api, readPatches(input), rules(call))
    return restApiView(api)
  },
  PutRestApi: putRestApi,
  DeleteRestApi: deleteRestApi,
}
