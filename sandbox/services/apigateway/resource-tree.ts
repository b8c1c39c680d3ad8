/** The tree of an API's resources, and the rules of its path parts. */
import { badRequest, conflict, limitExceeded } from './errors'
import { newId } from './ids'
import type { ApiDefinition, Resource } from './state'

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const maxResources = 300

const isVariable = (pathPart: string) => pathPart.startsWith('{')
const isGreedy = (pathPart: string) => pathPart.endsWith('+}')

export function newRoot(): Resource {
  return { id: newId(10), path: '/', resourceMethods: {} }
}

export const byPath = (a: Resource, b: Resource): number => (a.path < b.path ? -1 : 1)

export const childrenOf = (definition: ApiDefinition, resource: Resource): Resource[] =>
  [...definition.resources.values()].filter((one) => one.parentId === resource.id)

export function descendantsOf(definition: ApiDefinition, resource: Resource): Resource[] {
  return childrenOf(definition, resource).flatMap((child) => [child, ...descendantsOf(definition, child)])
}

export const pathBelow = (parent: Resource, pathPart: string): string =>
  parent.path === '/' ? `/${pathPart}` : `${parent.path}/${pathPart}`

/** What cannot stand beside or beneath what is there; `moving` is the resource that would take this place. */
export function checkPlace(definition: ApiDefinition, parent: Resource, pathPart: string, moving?: Resource): void {
  if (!/^([A-Za-z0-9._\-:,$]+|\{[A-Za-z0-9._\-:]+\+?\})$/.test(pathPart))
    throw badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    )
  if (parent.pathPart && isGreedy(parent.pathPart))
    throw badRequest(`Cannot create a child of a resource with a greedy path variable: ${parent.pathPart}`)
  const siblings = childrenOf(definition, parent).filter((one) => one !== moving)
  if (siblings.some((one) => one.pathPart === pathPart))
    throw conflict(`Another resource with the same parent already has this name: ${pathPart}`)
  const variable = isVariable(pathPart) && siblings.find((one) => isVariable(one.pathPart ?? ''))
  if (variable)
    throw badRequest(
      `A sibling (${variable.pathPart}) of this resource already has a variable path part -- only one is allowed`,
    )
}

export function addResource(
  definition: ApiDefinition,
  parent: Resource,
  pathPart: string,
  id: string = newId(6),
): Resource {
  checkPlace(definition, parent, pathPart)
  if (definition.resources.size >= maxResources)
    throw limitExceeded(
      'Maximum number of Resources for this API has been reached. Please contact AWS if you need additional Resources.',
    )
  const resource: Resource = {
    id,
    parentId: parent.id,
    pathPart,
    path: pathBelow(parent, pathPart),
    resourceMethods: {},
  }
  definition.resources.set(resource.id, resource)
  return resource
}

/** After a resource moved or changed its name. */
export function renewPaths(definition: ApiDefinition, resource: Resource): void {
  for (const child of childrenOf(definition, resource)) {
    child.path = pathBelow(resource, child.pathPart ?? '')
    renewPaths(definition, child)
  }
}
