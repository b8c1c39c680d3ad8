/** What a method can answer. https://docs.aws.amazon.com/apigateway/latest/api/API_MethodResponse.html */
import type { Call, Operation } from '../../../kernel/types'
import { conflict, notFound } from '../errors'
import { methodOf } from '../find'
import { booleanMap, stringMap } from '../input'
import { applyPatches, flagOf, mapEntry, type Rule, readPatches } from '../patch'
import type { ApiDefinition, Method, MethodResponse, RestApi } from '../state'
import { checkModelName, invalidMapping } from './method-rules'

export function checkMethodResponse(definition: ApiDefinition, response: MethodResponse): void {
  for (const name of Object.keys(response.responseParameters ?? {})) {
    if (!/^method\.response\.header\.[^\s]+$/.test(name))
      throw invalidMapping([`Invalid mapping expression parameter specified: ${name}`])
  }
  for (const name of Object.values(response.responseModels ?? {})) checkModelName(definition, name)
}

interface Found {
  api: RestApi
  method: Method
  response: MethodResponse
}

// biome-ignore lint/suspicious/noExplicitAny: an operation's input, as the kernel's contract has it
function found(input: any, call: Call): Found {
  const { api, method } = methodOf(input, call)
  const response = method.methodResponses?.[input.status_code]
  if (!response) throw notFound('Invalid Response status code specified')
  return { api, method, response }
}

const putMethodResponse: Operation = (input, call) => {
  const { api, method } = methodOf(input, call)
  const response: MethodResponse = {
    statusCode: input.status_code,
    responseParameters: booleanMap(input.responseParameters),
    responseModels: stringMap(input.responseModels),
  }
  checkMethodResponse(api, response)
  if (method.methodResponses?.[response.statusCode]) throw conflict('Response already exists for this resource')
  method.methodResponses = { ...method.methodResponses, [response.statusCode]: response }
  return response
}

const responseRules = (api: RestApi): Record<string, Rule<MethodResponse>> => ({
  '/responseParameters/*': mapEntry(
    (response) => response.responseParameters,
    (response, map) => {
      response.responseParameters = map
      checkMethodResponse(api, response)
    },
    flagOf,
    'Invalid parameter name specified',
  ),
  '/responseModels/*': mapEntry(
    (response) => response.responseModels,
    (response, map) => {
      response.responseModels = map
      checkMethodResponse(api, response)
    },
    (name) => name,
    'Content-Type specified was not found',
  ),
})

const updateMethodResponse: Operation = (input, call) => {
  const patches = readPatches(input)
  const { api, response } = found(input, call)
  applyPatches(response, patches, responseRules(api))
  return response
}

const deleteMethodResponse: Operation = (input, call) => {
  const { method } = found(input, call)
  const { [input.status_code as string]: _, ...rest } = method.methodResponses ?? {}
  method.methodResponses = Object.keys(rest).length > 0 ? rest : undefined
  return {}
}

export const methodResponseOperations: Record<string, Operation> = {
  PutMethodResponse: putMethodResponse,
  GetMethodResponse: (input, call) => found(input, call).response,
  UpdateMethodResponse: updateMethodResponse,
  DeleteMethodResponse: deleteMethodResponse,
}
