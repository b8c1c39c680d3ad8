/** https://docs.aws.amazon.com/apigateway/latest/api/API_IntegrationResponse.html */
import type { Call, Operation } from '../../../kernel/types'
import { notFound } from '../errors'
import { methodOf, resourceOf } from '../find'
import { stringMap, text } from '../input'
import { applyPatches, mapEntry, type Rule, readPatches, replaced } from '../patch'
import type { Integration, IntegrationResponse, Method } from '../state'
import { checkIntegrationResponse } from './integration-rules'
import { integrationOf } from './integrations'
import { checkContentHandling } from './method-rules'
import { integrationResponseView } from './method-view'

interface Found {
  method: Method
  integration: Integration
  response: IntegrationResponse
}

// biome-ignore lint/suspicious/noExplicitAny: an operation's input, as the kernel's contract has it
function found(input: any, call: Call): Found {
  const { method, integration } = integrationOf(input, call)
  const response = integration.integrationResponses?.[input.status_code]
  if (!response) throw notFound('Invalid Response status code specified')
  return { method, integration, response }
}

const putIntegrationResponse: Operation = (input, call) => {
  methodOf(input, call)
  const { method, integration } = integrationOf(input, call)
  const response: IntegrationResponse = {
    statusCode: input.status_code,
    selectionPattern: text(input.selectionPattern),
    responseParameters: stringMap(input.responseParameters),
    responseTemplates: stringMap(input.responseTemplates),
    contentHandling: input.contentHandling ?? undefined,
  }
  checkIntegrationResponse(method, response)
  integration.integrationResponses = { ...integration.integrationResponses, [response.statusCode]: response }
  return integrationResponseView(response)
}

const responseRules = (method: Method): Record<string, Rule<IntegrationResponse>> => ({
  '/selectionPattern': replaced((response, value) => {
    response.selectionPattern = value ?? ''
  }),
  '/contentHandling': replaced((response, value) => {
    checkContentHandling(value || undefined, 'putIntegrationResponseInput.contentHandling')
    response.contentHandling = (value || undefined) as IntegrationResponse['contentHandling']
  }),
  '/responseParameters/*': mapEntry(
    (response) => response.responseParameters,
    (response, map) => {
      response.responseParameters = map
      checkIntegrationResponse(method, response)
    },
    (value) => value,
    'Invalid parameter name specified',
  ),
  '/responseTemplates/*': mapEntry(
    (response) => response.responseTemplates,
    (response, map) => {
      response.responseTemplates = map
      checkIntegrationResponse(method, response)
    },
    (value) => value,
    'Content-Type specified was not found',
  ),
})

const updateIntegrationResponse: Operation = (input, call) => {
  const patches = readPatches(input)
  const { method, response } = found(input, call)
  applyPatches(response, patches, responseRules(method))
  return integrationResponseView(response)
}

const deleteIntegrationResponse: Operation = (input, call) => {
  const { resource } = resourceOf(input, call)
  // Here, unlike elsewhere, AWS answers a missing method as a missing integration.
  const integration = resource.resourceMethods[input.http_method]?.methodIntegration
  if (!integration) throw notFound('Invalid Integration identifier specified')
  const { [input.status_code as string]: gone, ...rest } = integration.integrationResponses ?? {}
  if (!gone) throw notFound('Invalid Response status code specified')
  integration.integrationResponses = Object.keys(rest).length > 0 ? rest : undefined
  return {}
}

export const integrationResponseOperations: Record<string, Operation> = {
  PutIntegrationResponse: putIntegrationResponse,
  GetIntegrationResponse: (input, call) => integrationResponseView(found(input, call).response),
  UpdateIntegrationResponse: updateIntegrationResponse,
  DeleteIntegrationResponse: deleteIntegrationResponse,
}
