/** Reads what a client sent, which need not have the documented shape. */
import { badRequest, serialization } from './errors'

const className = (value: unknown) =>
  typeof value === 'boolean' ? 'java.lang.Boolean' : 'com.amazon.coral.value.json.numbers.TruncatingBigNumber'

export function stringMap(value: unknown): Record<string, string> | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'object' || Array.isArray(value)) throw serialization('Expected a map')
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (item !== null && typeof item !== 'string')
        throw serialization(`class ${className(item)} can not be converted to an String`)
      return [key, item ?? '']
    }),
  )
}

export function booleanMap(value: unknown): Record<string, boolean> | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'object' || Array.isArray(value)) throw serialization('Expected a map')
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, item === true || item === 'true']))
}

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** What AWS offers and the sandbox does not is refused, never silently taken. */
export function refuse(input: Record<string, unknown>, members: string[]): void {
  for (const member of members) {
    if (input[member]) throw badRequest(`The sandbox does not support ${member}`)
  }
}
