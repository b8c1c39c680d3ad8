/** Models: JSON Schema draft 4 of bodies. https://docs.aws.amazon.com/apigateway/latest/api/API_Model.html */
import type { Call, Operation } from '../../../kernel/types'
import { badRequest, conflict, notFound } from '../errors'
import { restApiOf, stateOf } from '../find'
import { newId } from '../ids'
import { text } from '../input'
import { page } from '../page'
import { applyReplacements, readPatches } from '../patch'
import type { ApiDefinition, Model } from '../state'
import { checkSchema } from './model-schema'

export function checkModelNameForm(name: string): string {
  if (/^[a-zA-Z0-9]+$/.test(name)) return name
  throw badRequest(`Model name must be alphanumeric: ${name}`)
}

/** Methods that name it, in either direction. */
function usersOf(definition: ApiDefinition, name: string): boolean {
  return [...definition.resources.values()]
    .flatMap((resource) => Object.values(resource.resourceMethods))
    .some(
      (method) =>
        Object.values(method.requestModels ?? {}).includes(name) ||
        Object.values(method.methodResponses ?? {}).some((response) =>
          Object.values(response.responseModels ?? {}).includes(name),
        ),
    )
}

function found(input: { restapi_id: string; model_name: string }, call: Call) {
  // Of an API that is not there it is the model that is not there.
  const api = stateOf(call).restApis.get(input.restapi_id)
  const model = api?.models.get(input.model_name)
  if (!api || !model) throw notFound(`Invalid model name specified: ${input.model_name}`)
  return { api, model }
}

const view = ({ imported: _, ...model }: Model): object => model

export const modelOperations: Record<string, Operation> = {
  CreateModel: (input, call) => {
    const api = restApiOf(input.restapi_id, call)
    if (!input.name) throw badRequest('Model name must be non-empty')
    const name = checkModelNameForm(String(input.name))
    if (api.models.has(name)) throw conflict(`Model name already exists for this REST API`)
    if (!input.schema) throw badRequest('Model schema must have at least 1 property or array items defined')
    checkSchema(text(input.schema))
    const model: Model = {
      id: newId(6),
      name,
      description: text(input.description),
      schema: text(input.schema),
      contentType: text(input.contentType) ?? 'application/json',
    }
    api.models.set(name, model)
    return view(model)
  },
  GetModels: (input, call) => {
    const api = restApiOf(input.restapi_id, call)
    const { items, position } = page(`GetModels ${api.id}`, [...api.models.values()], (one) => one.id, input)
    return { item: items.map(view), position }
  },
  GetModel: (input, call) => view(found(input, call).model),
  UpdateModel: (input, call) => {
    const { model } = found(input, call)
    applyReplacements(model, readPatches(input), {
      '/description': (draft, value) => {
        draft.description = value
      },
      '/schema': (draft, value) => {
        checkSchema(value)
        draft.schema = value
        draft.imported = undefined
      },
    })
    return view(model)
  },
  DeleteModel: (input, call) => {
    const { api, model } = found(input, call)
    if (usersOf(api, model.name))
      throw conflict(`Cannot delete model '${model.name}', is referenced in method request or response`)
    api.models.delete(model.name)
    return {}
  },
}
