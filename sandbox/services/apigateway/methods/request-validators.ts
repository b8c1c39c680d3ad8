/** Request validators. https://docs.aws.amazon.com/apigateway/latest/api/API_RequestValidator.html */
import type { Call, Operation } from '../../../kernel/types'
import { badRequest, notFound } from '../errors'
import { restApiOf, stateOf } from '../find'
import { newId } from '../ids'
import { text } from '../input'
import { page } from '../page'
import { applyReplacements, flagOf, readPatches } from '../patch'
import type { RequestValidator } from '../state'

/** A validator of an API that is not there is a validator that is not there. */
function found(input: { restapi_id: string; requestvalidator_id: string }, call: Call) {
  const api = stateOf(call).restApis.get(input.restapi_id)
  const validator = api?.requestValidators.get(input.requestvalidator_id)
  if (!api || !validator) throw notFound('Invalid Request Validator identifier specified')
  return { api, validator }
}

export const requestValidatorOperations: Record<string, Operation> = {
  CreateRequestValidator: (input, call) => {
    const api = stateOf(call).restApis.get(input.restapi_id)
    if (!api) throw badRequest('Invalid REST API identifier specified')
    const validator: RequestValidator = {
      id: newId(6),
      name: text(input.name) ?? '',
      validateRequestBody: input.validateRequestBody === true,
      validateRequestParameters: input.validateRequestParameters === true,
    }
    api.requestValidators.set(validator.id, validator)
    return validator
  },
  GetRequestValidators: (input, call) => {
    const api = restApiOf(input.restapi_id, call)
    const { items, position } = page(
      `GetRequestValidators ${api.id}`,
      [...api.requestValidators.values()],
      (one) => one.id,
      input,
    )
    return { item: items, position }
  },
  GetRequestValidator: (input, call) => found(input, call).validator,
  UpdateRequestValidator: (input, call) => {
    const { validator } = found(input, call)
    applyReplacements(validator, readPatches(input), {
      '/name': (draft, value) => {
        if (value.trim() === '') throw badRequest('Request Validator name cannot be blank')
        draft.name = value
      },
      '/validateRequestParameters': (draft, value) => {
        draft.validateRequestParameters = flagOf(value)
      },
      '/validateRequestBody': (draft, value) => {
        draft.validateRequestBody = flagOf(value)
      },
    })
    return validator
  },
  DeleteRequestValidator: (input, call) => {
    const { api, validator } = found(input, call)
    const methods = [...api.resources.values()].flatMap((resource) => Object.values(resource.resourceMethods))
    if (methods.some((method) => method.requestValidatorId === validator.id))
      throw badRequest('Cannot delete validator because it is in use by a method')
    api.requestValidators.delete(validator.id)
    return {}
  },
}
