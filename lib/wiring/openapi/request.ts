/**
 * The part of the API's document that says what callers can send: methods, query names, and what the gateway checks.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */

import { type Feature, inputOf } from '../../model/contract/contract'
import { isEnforced, queryNameOf } from '../../model/requests/request-shape'
import { bodyValidatorName, validatorName } from '../../spec/names'
import type { Route } from '../../spec/route'
import type { Backend, Operation, RequestRules } from './definition'
import { headersRead } from './integration'
import { columnText } from './model'

export const requestRulesOf = ({
  request,
  contract,
  integration,
}: Pick<Route, 'request' | 'contract' | 'integration'>): RequestRules => {
  const direct = integration?.kind === 'direct'
  return {
    // Only the function makes a body of what is no row.
    methods: direct && inputOf(contract).kind !== 'rows' ? 'post' : request.methods,
    required: request.required,
    // Without a function the gateway is all that can enforce columns.
    validateBody: direct ? isEnforced({ request, contract }) : request.validateBody,
    names: request.form === 'named' ? namesOf(contract.features) : [],
    ...(direct ? { apart: true } : {}),
  }
}

const namesOf = (features: Feature[]): RequestRules['names'] =>
  features.flatMap((feature) => {
    const name = queryNameOf(feature.name)
    return name === undefined ? [] : [{ name, description: columnText(feature) }]
  })

const get: Operation = { key: 'get', verb: 'GET', validator: validatorName, takesBody: false }
const post: Operation = { key: 'post', verb: 'POST', validator: validatorName, takesBody: true }
const any: Operation = { ...post, key: 'x-amazon-apigateway-any-method', verb: 'ANY' }

/**
 * ANY, since a method for GET alone refuses the POST that a larger request needs. Where bodies are validated GET has a method
 * of its own: a request without Content-Type counts as application/json, so an empty one would be held against the model.
 */
export function operationsOf({ methods, validateBody, apart }: RequestRules): Operation[] {
  const checked = validateBody ? { ...post, validator: bodyValidatorName } : post
  if (methods === 'get') return [get]
  if (methods === 'post') return [checked]
  return validateBody || apart ? [get, checked] : [any]
}

interface Parameters {
  queryParameter: string
  /** The caller chooses one of several models by it. */
  modelChoice?: { parameter: string; models: string[] }
  request: RequestRules
  backend?: Backend
}

interface Parameter {
  name: string
  in: 'query' | 'header'
  required: boolean
  description?: string
  schema: { type: 'string' }
}

const declared = (place: Parameter['in'], name: string, required = false): Parameter => ({
  name,
  in: place,
  required,
  schema: { type: 'string' },
})

/** Not required unless it was chosen: a POST body must pass without it; the handler answers 400 where both lack. */
export function parametersOf(
  { queryParameter, modelChoice, request: { required, names, apart }, backend }: Parameters,
  operation: Operation,
): Parameter[] {
  const row = apart
    ? operation.takesBody
      ? []
      : [declared('query', queryParameter, true)]
    : [declared('query', queryParameter, required)]
  return [
    ...row,
    ...headersRead(backend, operation).map((name) => declared('header', name)),
    ...names.map((one): Parameter => ({ ...one, in: 'query', required: false, schema: { type: 'string' } })),
    ...(modelChoice
      ? [
          {
            name: modelChoice.parameter,
            in: 'query' as const,
            required: false,
            description: `One of ${modelChoice.models.join(', ')}`,
            schema: { type: 'string' as const },
          },
        ]
      : []),
  ]
}

export const validatorsOf = ({ validateBody }: RequestRules) => ({
  [validatorName]: { validateRequestBody: false, validateRequestParameters: true },
  ...(validateBody ? { [bodyValidatorName]: { validateRequestBody: true, validateRequestParameters: true } } : {}),
})

export const allowedMethods = ({ methods }: Pick<RequestRules, 'methods'>): string =>
  methods === 'any' ? 'GET,POST,OPTIONS' : `${methods.toUpperCase()},OPTIONS`
