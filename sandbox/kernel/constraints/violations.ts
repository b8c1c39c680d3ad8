/** Holds an input against AWS's model of it. */
import { matcherOf } from './pattern'
import type { Constraints, InputShape, Members } from './table'

export type Broken =
  | { kind: 'null' }
  | { kind: 'min-length' | 'max-length' | 'min' | 'max'; limit: number }
  | { kind: 'pattern'; pattern: string }
  | { kind: 'enum'; values: string[] }
  /** Elements of a list, keys or values of a map: AWS names all that holds for them, broken or not. */
  | { kind: 'elements' | 'keys' | 'values'; all: Broken[] }
  /** The value's JSON type is not the member's. */
  | { kind: 'type'; wanted: string }

export interface Violation {
  /** Member names and list positions, as the model writes them: `['ProductionVariants', '1', 'VariantName']`. */
  at: string[]
  /** Says where the member is on the wire; undefined for the body. */
  location?: string
  /** The name on the wire, if the model has another. */
  locationName?: string
  shapeName: string
  value: unknown
  isSensitive: boolean
  broken: Broken
}

interface Place {
  at: string[]
  location?: string
  locationName?: string
  shapeName: string
}

/** @param isText whether numbers and booleans arrive as text: query protocol, paths, headers */
export function violationsOf(
  table: Constraints,
  operation: string,
  input: Record<string, unknown>,
  isText: boolean,
): Violation[] {
  const name = table.operations[operation]
  return name ? structure(table, { at: [], shapeName: name }, input, isText) : []
}

function structure(table: Constraints, place: Place, input: Record<string, unknown>, isText: boolean): Violation[] {
  const { members = {}, required = [], payload } = table.shapes[place.shapeName] ?? { type: 'structure' }
  return Object.entries(members).flatMap(([name, member]) => {
    const value = valueIn(input, name, member)
    const inside: Place = {
      at: [...place.at, name],
      location: member.location ?? place.location,
      locationName: member.locationName ?? place.locationName,
      shapeName: member.shape,
    }
    if (value !== undefined && value !== null)
      // What an operation reads from the body as it is, the operation judges.
      return name === payload && table.shapes[member.shape]?.type !== 'blob'
        ? []
        : check(table, inside, value, isText || member.location !== undefined)
    return required.includes(name) && name !== payload
      ? [{ ...inside, value: null, isSensitive: false, broken: { kind: 'null' } }]
      : []
  })
}

/** Labels of paths arrive under the name that they have on the wire. */
const valueIn = (input: Record<string, unknown>, name: string, { location, locationName }: Members[string]): unknown =>
  input[name] ?? (location && locationName ? input[locationName] : undefined)

function check(table: Constraints, place: Place, given: unknown, isText: boolean): Violation[] {
  const shape = table.shapes[place.shapeName]
  if (!shape || shape.type === 'document') return []
  // The query protocol writes what is empty as an empty text.
  const value = isText && given === '' ? emptyOf(shape.type) : given
  const found = (broken: Broken): Violation => ({ ...place, value, isSensitive: shape.sensitive ?? false, broken })
  if (!hasType(shape.type, value, isText)) return [found({ kind: 'type', wanted: shape.type })]
  const own = brokenBy(shape, value).map(found)
  if (shape.type === 'structure') return structure(table, place, value as Record<string, unknown>, isText)
  if (shape.type === 'list' && shape.member) {
    const element = table.shapes[shape.member.shape]
    const { shape: shapeName } = shape.member
    const all = value as unknown[]
    if (element && isSimple(element))
      return [
        ...own,
        ...typesOf(element, place, shapeName, all, isText),
        ...together('elements', element, all).map(found),
      ]
    return [
      ...own,
      ...all.flatMap((one, index) =>
        check(table, { ...place, at: [...place.at, String(index + 1)], shapeName }, one, isText),
      ),
    ]
  }
  if (shape.type === 'map' && shape.key && shape.value) {
    const entries = entriesOf(value)
    const keys = table.shapes[shape.key.shape]
    const values = table.shapes[shape.value.shape]
    const { shape: shapeName } = shape.value
    const inside =
      values && isSimple(values)
        ? [
            ...typesOf(
              values,
              place,
              shapeName,
              entries.map(([, one]) => one),
              isText,
            ),
            ...together(
              'values',
              values,
              entries.map(([, one]) => one),
            ).map(found),
          ]
        : entries.flatMap(([key, one]) =>
            check(table, { ...place, at: [...place.at, key, 'member'], shapeName }, one, isText),
          )
    return [
      ...own,
      ...(keys
        ? together(
            'keys',
            keys,
            entries.map(([key]) => key),
          ).map(found)
        : []),
      ...inside,
    ]
  }
  return own
}

const emptyOf = (type: string): unknown => (type === 'list' ? [] : type === 'structure' || type === 'map' ? {} : '')

const isSimple = ({ type }: InputShape) => type !== 'structure' && type !== 'list' && type !== 'map'

function typesOf(shape: InputShape, place: Place, shapeName: string, values: unknown[], isText: boolean): Violation[] {
  return values
    .filter((value) => !hasType(shape.type, value, isText))
    .slice(0, 1)
    .map((value) => ({
      ...place,
      shapeName,
      value,
      isSensitive: shape.sensitive ?? false,
      broken: { kind: 'type', wanted: shape.type },
    }))
}

function together(kind: 'elements' | 'keys' | 'values', shape: InputShape, all: unknown[]): Broken[] {
  if (all.every((one) => one === null || brokenBy(shape, one).length === 0)) return []
  return [{ kind, all: rulesOf(shape) }]
}

const entriesOf = (value: unknown): [string, unknown][] =>
  Object.entries(value as Record<string, unknown>).filter(([, one]) => one !== undefined)

function rulesOf({ type, min, max, pattern, enum: values }: InputShape): Broken[] {
  const isNumber = /^(integer|long|float|double)$/.test(type)
  return [
    ...(max === undefined ? [] : [{ kind: isNumber ? ('max' as const) : ('max-length' as const), limit: max }]),
    ...(min === undefined ? [] : [{ kind: isNumber ? ('min' as const) : ('min-length' as const), limit: min }]),
    ...(pattern === undefined ? [] : [{ kind: 'pattern' as const, pattern }]),
    ...(values === undefined ? [] : [{ kind: 'enum' as const, values }]),
  ]
}

function brokenBy(shape: InputShape, value: unknown): Broken[] {
  return rulesOf(shape).filter((rule) => {
    switch (rule.kind) {
      case 'max':
        return Number(value) > rule.limit
      case 'min':
        return Number(value) < rule.limit
      case 'max-length':
        return lengthOf(shape, value) > rule.limit
      case 'min-length':
        return lengthOf(shape, value) < rule.limit
      case 'pattern':
        return typeof value === 'string' && !matcherOf(rule.pattern).matches(value)
      case 'enum':
        return !rule.values.includes(String(value))
      default:
        return false
    }
  })
}

function lengthOf({ type }: InputShape, value: unknown): number {
  if (Array.isArray(value) || Buffer.isBuffer(value)) return value.length
  if (typeof value === 'object' && value !== null) return Object.keys(value).length
  const text = String(value)
  return type === 'blob' ? Buffer.byteLength(text, 'base64') : text.length
}

function hasType(type: string, value: unknown, isText: boolean): boolean {
  if (value === null) return true
  switch (type) {
    case 'structure':
    case 'map':
      return typeof value === 'object' && !Array.isArray(value) && !Buffer.isBuffer(value)
    case 'list':
      return Array.isArray(value)
    case 'string':
      return typeof value === 'string'
    case 'boolean':
      return typeof value === 'boolean' || (isText && /^(true|false)$/i.test(String(value)))
    case 'integer':
    case 'long':
      return typeof value === 'number' ? !Number.isNaN(value) : isText && /^[+-]?\d+$/.test(String(value))
    case 'float':
    case 'double':
      return typeof value === 'number' || (isText && Number.isFinite(Number(value)))
    default:
      // Dates and bytes have several forms, which their readers know.
      return typeof value !== 'object' || Buffer.isBuffer(value)
  }
}
