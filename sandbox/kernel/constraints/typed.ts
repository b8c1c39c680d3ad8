/** Gives the texts of a form the types that the model has for them; what is none of a type stays text, and is refused as such. */
import { type Constraints, constraintsOf } from './table'

export function typed(file: string, operation: string, form: Record<string, unknown>): Record<string, unknown> {
  const table = constraintsOf(file)
  const shape = table.operations[operation]
  return shape ? (typedValue(table, shape, form) as Record<string, unknown>) : form
}

function typedValue(table: Constraints, name: string, value: unknown): unknown {
  const shape = table.shapes[name]
  if (!shape) return value
  if (Array.isArray(value)) return value.map((one) => typedValue(table, shape.member?.shape ?? '', one))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, typedValue(table, shape.members?.[key]?.shape ?? '', one)]),
    )
  const text = String(value)
  switch (shape.type) {
    case 'boolean':
      return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : value
    case 'integer':
    case 'long':
      return /^[+-]?\d+$/.test(text) ? Number(text) : value
    case 'float':
    case 'double':
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : value
    case 'timestamp':
      return Number.isNaN(Date.parse(text)) ? value : Date.parse(text) / 1000
    case 'list':
      return text === '' ? [] : value
    default:
      return value
  }
}
