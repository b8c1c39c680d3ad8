/** Checks a value against a shape of AWS's model and its enumerations; each finding is one sentence with a path. */
import type { ServiceModel, Shape, Typings } from './model'
import type { XmlNode } from './xml'

interface Place {
  model: ServiceModel
  path: string
  /** The type's name in the typings, where it is known. */
  type?: string
}

export const resolve = (model: ServiceModel, shape: Shape): Shape => {
  const named = shape.shape ? model.file.shapes[shape.shape] : undefined
  return named ? { ...named, ...shape, type: shape.type ?? named.type } : shape
}

const inner = (typings: Typings, type: string | undefined, key?: string) =>
  type === undefined ? undefined : key ? typings.interfaces.get(type)?.get(key) : typings.elements.get(type)

/** A finding, unless version 3 of the SDK knows what version 2 does not: then it is noted. */
function newerOr(finding: string, model: ServiceModel, name: string, enumeration?: string): string[] {
  if (!model.hasNewer(name, enumeration)) return [finding]
  model.newer.add(enumeration ? `${enumeration} ${name}` : name)
  return []
}

/** What AWS answers beside its own model: docs/aws-facts-compared.md, test_function_lifecycle. */
const recorded = new Set(['LastUpdateStatusReasonCode Creating'])

function checkEnum(text: string, { model, path, type }: Place): string[] {
  const values = type ? model.typings.enums.get(type) : undefined
  if (!values || values.has(text) || recorded.has(`${type} ${text}`)) return []
  return newerOr(`${path}: ${text} is none of AWS's ${type}`, model, text, type)
}

export function checkJson(value: unknown, wanted: Shape, place: Place): string[] {
  const { model, path, type } = place
  const shape = resolve(model, wanted)
  const wrong = (what: string) => [`${path}: ${what} wanted, ${JSON.stringify(value)?.slice(0, 80)} given`]
  switch (shape.type) {
    case 'structure': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong('a structure')
      return checkStructure(value as Record<string, unknown>, shape, place)
    }
    case 'list':
      if (!Array.isArray(value)) return wrong('a list')
      return value.flatMap((item, index) =>
        checkJson(item, shape.member ?? {}, {
          model,
          path: `${path}[${index}]`,
          type: inner(model.typings, type),
        }),
      )
    case 'map':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong('a map')
      return Object.entries(value).flatMap(([key, item]) =>
        checkJson(item, shape.value ?? {}, { model, path: `${path}.${key}`, type: inner(model.typings, type) }),
      )
    case 'integer':
    case 'long':
      return Number.isInteger(value) ? [] : wrong('an integer')
    case 'float':
    case 'double':
      return typeof value === 'number' ? [] : wrong('a number')
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong('a boolean')
    case 'timestamp':
      return typeof value === 'number' ? [] : wrong('a timestamp in epoch seconds')
    default:
      return typeof value === 'string' ? checkEnum(value, place) : wrong('a string')
  }
}

/** Members that are not on the body (headers, status, payload) are checked where they travel. */
function checkStructure(value: Record<string, unknown>, shape: Shape, { model, path, type }: Place): string[] {
  const members = Object.entries(shape.members ?? {}).filter(([, member]) => !member.location)
  const byWire = new Map(members.map(([name, member]) => [member.locationName ?? name, { name, member }]))
  const findings = Object.entries(value).flatMap(([key, item]) => {
    const known = byWire.get(key)
    if (!known) {
      const finding = `${path}.${key}: AWS's model has no such member`
      // Known by this name in code, and by another on the wire.
      return shape.members?.[key] ? [finding] : newerOr(finding, model, key)
    }
    if (item === null) return []
    return checkJson(item, known.member, {
      model,
      path: `${path}.${key}`,
      type: inner(model.typings, type, known.name),
    })
  })
  const missing = members
    .filter(([name, member]) => shape.required?.includes(name) && value[member.locationName ?? name] === undefined)
    .map(([name]) => `${path}.${name}: required, and missing`)
  return [...findings, ...missing]
}

export function checkXml(node: XmlNode, wanted: Shape, place: Place): string[] {
  const { model, path, type } = place
  const shape = resolve(model, wanted)
  const wrong = (what: string) => [`${path}: ${what} wanted, ${node.text.slice(0, 80)} given`]
  switch (shape.type) {
    case 'structure': {
      const members = shape.members ?? {}
      const findings = node.children.flatMap((child) => {
        const member = members[child.name]
        // A flattened list is its members themselves, one beside the other.
        if (member && resolve(model, member).flattened)
          return checkXml(child, resolve(model, member).member ?? {}, {
            model,
            path: `${path}.${child.name}[]`,
            type: inner(model.typings, inner(model.typings, type, child.name)),
          })
        if (!member) return newerOr(`${path}.${child.name}: AWS's model has no such member`, model, child.name)
        return checkXml(child, member, {
          model,
          path: `${path}.${child.name}`,
          type: inner(model.typings, type, child.name),
        })
      })
      const given = new Set(node.children.map((child) => child.name))
      const missing = (shape.required ?? [])
        .filter((name) => !given.has(name))
        .map((name) => `${path}.${name}: required, and missing`)
      return [...findings, ...missing]
    }
    case 'list': {
      // S3 names the elements of its lists.
      const element = shape.member?.locationName ?? 'member'
      return node.children.flatMap((child, index) =>
        child.name === element
          ? checkXml(child, shape.member ?? {}, {
              model,
              path: `${path}[${index}]`,
              type: inner(model.typings, type),
            })
          : [`${path}: <${element}> wanted, <${child.name}> given`],
      )
    }
    case 'integer':
    case 'long':
      return /^-?\d+$/.test(node.text) ? [] : wrong('an integer')
    case 'boolean':
      return /^(true|false)$/.test(node.text) ? [] : wrong('a boolean')
    case 'timestamp':
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(node.text) ? [] : wrong('an ISO 8601 timestamp')
    default:
      return checkEnum(node.text, place)
  }
}
