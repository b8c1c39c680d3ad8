/** Resources: the path of an API, part by part. https://docs.aws.amazon.com/apigateway/latest/api/API_Resource.html */
import type { Operation } from '../../kernel/types'
import { badRequest, notFound } from './errors'
import { resourceOf, restApiOf, stateOf } from './find'
import { methodView } from './methods/method-view'
import { page } from './page'
import { applyReplacements, readPatches } from './patch'
import { addResource, byPath, checkPlace, descendantsOf, pathBelow, renewPaths } from './resource-tree'
import type { Resource } from './state'

/** Without `embed=methods` each method is an empty object. */
function resourceView(resource: Resource, embed: unknown): object {
  const methods = Object.entries(resource.resourceMethods)
  const whole = Array.isArray(embed) && embed.includes('methods')
  const { id, parentId, pathPart, path } = resource
  return {
    id,
    parentId,
    pathPart,
    path,
    ...(methods.length > 0
      ? {
          resourceMethods: Object.fromEntries(methods.map(([verb, method]) => [verb, whole ? methodView(method) : {}])),
        }
      : {}),
  }
}

const createResource: Operation = (input, call) => {
  const api = stateOf(call).restApis.get(input.restapi_id)
  const parent = api?.resources.get(input.parent_id)
  if (!api || !parent) throw notFound('Invalid Resource identifier specified')
  return resourceView(addResource(api, parent, String(input.pathPart ?? '')), undefined)
}

const getResources: Operation = (input, call) => {
  const api = restApiOf(input.restapi_id, call)
  const { items, position } = page(
    `GetResources ${api.id}`,
    [...api.resources.values()].sort(byPath),
    (one) => one.id,
    input,
  )
  return { item: items.map((resource) => resourceView(resource, input.embed)), position }
}

const deleteResource: Operation = (input, call) => {
  const { api, resource } = resourceOf(input, call)
  if (!resource.parentId) throw badRequest('Root resource cannot be deleted')
  for (const one of [resource, ...descendantsOf(api, resource)]) api.resources.delete(one.id)
  return {}
}

const updateResource: Operation = (input, call) => {
  const { api, resource } = resourceOf(input, call)
  const patches = readPatches(input)
  applyReplacements(resource, patches, {
    '/parentId': (draft, value) => {
      if (!resource.parentId) throw badRequest('Root resource cannot update its parentId.')
      const parent = api.resources.get(value)
      if (!parent) throw notFound('Invalid Resource identifier specified')
      if (parent === resource || descendantsOf(api, resource).includes(parent))
        throw badRequest('Resources cannot be cyclical.')
      checkPlace(api, parent, draft.pathPart ?? '', resource)
      draft.parentId = parent.id
      draft.path = pathBelow(parent, draft.pathPart ?? '')
    },
    '/pathPart': (draft, value) => {
      const parent = api.resources.get(draft.parentId ?? '')
      if (!parent) throw badRequest('Root resource cannot update its pathPart.')
      checkPlace(api, parent, value, resource)
      draft.pathPart = value
      draft.path = pathBelow(parent, value)
    },
  })
  renewPaths(api, resource)
  return resourceView(resource, undefined)
}

export const resourceOperations: Record<string, Operation> = {
  CreateResource: createResource,
  GetResource: (input, call) => resourceView(resourceOf(input, call).resource, input.embed),
  GetResources: getResources,
  UpdateResource: updateResource,
  DeleteResource: deleteResource,
}
