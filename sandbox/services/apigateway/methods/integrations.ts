/** What stands behind a method. https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html */
import type { Call, Operation } from '../../../kernel/types'
import { badRequest, notFound } from '../errors'
import { methodOf } from '../find'
import { stringMap, text } from '../input'
import { integrationTimeoutQuota } from '../limits'
import { applyPatches, mapEntry, type Rule, readPatches, replaced } from '../patch'
import type { Integration, Method, Resource } from '../state'
import { checkIntegration, checkMapped, checkTimeouts, integrationType, passthroughBehavior } from './integration-rules'
import { integrationView } from './method-view'

interface Found {
  resource: Resource
  method: Method
  integration: Integration
}

// biome-ignore lint/suspicious/noExplicitAny: an operation's input, as the kernel's contract has it
export function integrationOf(input: any, call: Call): Found {
  const { resource, method } = methodOf(input, call)
  const integration = method.methodIntegration
  if (!integration) throw notFound('Invalid Integration identifier specified')
  return { resource, method, integration }
}

/** The members that PutIntegration and an OpenAPI document share, with AWS's defaults. */
export function newIntegration(input: Record<string, unknown>, resource: Resource): Integration {
  const type = integrationType(input.type)
  const http = type === 'HTTP' || type === 'HTTP_PROXY'
  const integration: Integration = {
    type,
    // Nothing is called by a MOCK, so they are not kept.
    httpMethod: (type !== 'MOCK' && text(input.httpMethod)) || undefined,
    uri: (type !== 'MOCK' && text(input.uri)) || undefined,
    credentials: text(input.credentials) || undefined,
    connectionType: text(input.connectionType) ?? (http ? 'INTERNET' : undefined),
    connectionId: text(input.connectionId),
    tlsConfig: input.tlsConfig as Integration['tlsConfig'],
    requestParameters: stringMap(input.requestParameters),
    requestTemplates: stringMap(input.requestTemplates),
    passthroughBehavior: passthroughBehavior(input.passthroughBehavior),
    contentHandling: input.contentHandling as Integration['contentHandling'],
    timeoutInMillis: Number(input.timeoutInMillis ?? 29_000),
    responseTransferMode: input.responseTransferMode as Integration['responseTransferMode'],
    cacheNamespace: text(input.cacheNamespace) ?? resource.id,
    cacheKeyParameters: Array.isArray(input.cacheKeyParameters) ? input.cacheKeyParameters.map(String) : [],
  }
  checkIntegration(integration)
  return integration
}

const putIntegration: Operation = (input, call) => {
  const { resource, method } = methodOf(input, call)
  const integration = newIntegration(input, resource)
  checkMapped(method, integration)
  checkTimeouts([integration], integrationTimeoutQuota(call).ms)
  method.methodIntegration = integration
  return integrationView(method.methodIntegration)
}

const checked = (set: (integration: Integration, value: string | undefined) => void): Rule<Integration> =>
  replaced((integration, value) => {
    set(integration, value || undefined)
    checkIntegration(integration)
  })

const cacheKeys: Rule<Integration> = {
  ops: ['add', 'remove'],
  apply(integration, patch, key) {
    const rest = integration.cacheKeyParameters.filter((one) => one !== key)
    if (patch.op === 'remove' && rest.length === integration.cacheKeyParameters.length)
      throw notFound('Invalid parameter name specified')
    integration.cacheKeyParameters = patch.op === 'add' ? [...rest, key] : rest
  },
}

const integrationRules: Record<string, Rule<Integration>> = {
  '/type': replaced((integration, value) => {
    if (value !== integration.type) throw badRequest('Invalid patch path /type')
  }),
  '/uri': checked((integration, value) => {
    integration.uri = value
  }),
  '/httpMethod': checked((integration, value) => {
    integration.httpMethod = value
  }),
  '/credentials': checked((integration, value) => {
    integration.credentials = value
  }),
  '/connectionType': checked((integration, value) => {
    integration.connectionType = value
  }),
  '/connectionId': checked((integration, value) => {
    integration.connectionId = value
  }),
  '/timeoutInMillis': checked((integration, value) => {
    integration.timeoutInMillis = Number(value ?? 29_000)
  }),
  '/contentHandling': checked((integration, value) => {
    integration.contentHandling = value as Integration['contentHandling']
  }),
  '/responseTransferMode': checked((integration, value) => {
    integration.responseTransferMode = value as Integration['responseTransferMode']
  }),
  '/passthroughBehavior': checked((integration, value) => {
    integration.passthroughBehavior = passthroughBehavior(value)
  }),
  '/cacheNamespace': checked((integration, value) => {
    integration.cacheNamespace = value ?? ''
  }),
  '/cacheKeyParameters/*': cacheKeys,
  '/requestParameters/*': mapEntry(
    (integration) => integration.requestParameters,
    (integration, map) => {
      integration.requestParameters = map
      checkIntegration(integration)
    },
    (value) => value,
    'Invalid parameter name specified',
  ),
  '/requestTemplates/*': mapEntry(
    (integration) => integration.requestTemplates,
    (integration, map) => {
      integration.requestTemplates = map
    },
    (value) => value,
    'Content-Type specified was not found',
  ),
}

const updateIntegration: Operation = (input, call) => {
  const patches = readPatches(input)
  const { method, integration } = integrationOf(input, call)
  const draft = { ...integration }
  applyPatches(draft, patches, integrationRules)
  checkMapped(method, draft)
  checkTimeouts([draft], integrationTimeoutQuota(call).ms)
  return integrationView(Object.assign(integration, draft))
}

const deleteIntegration: Operation = (input, call) => {
  const { method } = integrationOf(input, call)
  method.methodIntegration = undefined
  return {}
}

export const integrationOperations: Record<string, Operation> = {
  PutIntegration: putIntegration,
  GetIntegration: (input, call) => integrationView(integrationOf(input, call).integration),
  UpdateIntegration: updateIntegration,
  DeleteIntegration: deleteIntegration,
}
