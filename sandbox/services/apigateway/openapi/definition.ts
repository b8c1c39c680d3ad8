/** A new API's empty definition, and a deep copy of one: what a deployment freezes. */
import { newId } from '../ids'
import { newRoot } from '../resource-tree'
import type { ApiDefinition, Model, Resource } from '../state'

/** Every API is born with these. https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html */
function bornModels(): Map<string, Model> {
  const schema = (title: string, rest: object) =>
    JSON.stringify({ $schema: 'http://json-schema.org/draft-04/schema#', title, ...rest }, null, 2)
  const models: Model[] = [
    {
      id: newId(6),
      name: 'Empty',
      description: 'This is a default empty schema model',
      schema: schema('Empty Schema', { type: 'object' }),
      contentType: 'application/json',
    },
    {
      id: newId(6),
      name: 'Error',
      description: 'This is a default error schema model',
      schema: schema('Error Schema', { type: 'object', properties: { message: { type: 'string' } } }),
      contentType: 'application/json',
    },
  ]
  return new Map(models.map((model) => [model.name, model]))
}

export function newDefinition(root: Resource = newRoot()): ApiDefinition {
  return {
    binaryMediaTypes: [],
    apiKeySource: 'HEADER',
    disableExecuteApiEndpoint: false,
    resources: new Map([[root.id, root]]),
    requestValidators: new Map(),
    authorizers: new Map(),
    models: bornModels(),
    gatewayResponses: new Map(),
  }
}

export function snapshotOf(definition: ApiDefinition): ApiDefinition {
  const {
    binaryMediaTypes,
    minimumCompressionSize,
    apiKeySource,
    policy,
    disableExecuteApiEndpoint,
    resources,
    requestValidators,
    authorizers,
    models,
    gatewayResponses,
  } = definition
  return structuredClone({
    binaryMediaTypes,
    minimumCompressionSize,
    apiKeySource,
    policy,
    disableExecuteApiEndpoint,
    resources,
    requestValidators,
    authorizers,
    models,
    gatewayResponses,
  })
}
