/** Which resource a path is, as API Gateway decides: exact parts before `{part}` before `{proxy+}`. */
import type { ApiDefinition, Resource } from '../services/apigateway/state'

export interface Match {
  resource: Resource
  /** Decoded; null where the path has none. */
  pathParameters: Record<string, string> | null
}

const rank = (part: string | undefined) => (part?.endsWith('+}') ? 2 : part?.startsWith('{') ? 1 : 0)

export function matchPath(definition: ApiDefinition, path: string): Match | undefined {
  const parts = path.split('/').filter(Boolean)
  const root = [...definition.resources.values()].find((resource) => resource.parentId === undefined)
  return root && descend(definition, root, parts, {})
}

function descend(
  definition: ApiDefinition,
  resource: Resource,
  parts: string[],
  found: Record<string, string>,
): Match | undefined {
  const [part, ...rest] = parts
  if (part === undefined) return { resource, pathParameters: Object.keys(found).length > 0 ? found : null }
  const children = [...definition.resources.values()]
    .filter((child) => child.parentId === resource.id)
    .sort((a, b) => rank(a.pathPart) - rank(b.pathPart))
  for (const child of children) {
    const name = child.pathPart?.match(/^\{(.+?)\+?\}$/)?.[1]
    if (name === undefined) {
      if (child.pathPart !== decoded(part)) continue
      const match = descend(definition, child, rest, found)
      if (match) return match
    } else if (child.pathPart?.endsWith('+}')) {
      return { resource: child, pathParameters: { ...found, [name]: parts.map(decoded).join('/') } }
    } else {
      const match = descend(definition, child, rest, { ...found, [name]: decoded(part) })
      if (match) return match
    }
  }
  return undefined
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
