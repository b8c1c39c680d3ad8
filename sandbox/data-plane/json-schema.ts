/** The part of JSON Schema draft 4 by which API Gateway validates a body. */
interface Schema {
  $ref?: string
  type?: string | string[]
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  minItems?: number
  maxItems?: number
  enum?: unknown[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
}

const typeOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value
}

const isOfType = (value: unknown, wanted: string): boolean => {
  const type = typeOf(value)
  return type === wanted || (wanted === 'number' && type === 'integer')
}

/** @param lookUp finds another model of the API by its reference's last part */
export function fits(value: unknown, schema: Schema, lookUp: (name: string) => Schema | undefined): boolean {
  if (schema.$ref) {
    const named = lookUp(schema.$ref.split('/').at(-1) ?? '')
    return named === undefined || fits(value, named, lookUp)
  }
  const types = schema.type === undefined ? [] : [schema.type].flat()
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return false
  if (schema.enum && !schema.enum.some((one) => JSON.stringify(one) === JSON.stringify(value))) return false
  if (typeof value === 'number' && (value < (schema.minimum ?? value) || value > (schema.maximum ?? value)))
    return false
  if (typeof value === 'string') {
    const { length } = value
    if (length < (schema.minLength ?? 0) || length > (schema.maxLength ?? length)) return false
    if (schema.pattern && !new RegExp(schema.pattern).test(value)) return false
  }
  if (Array.isArray(value)) {
    if (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? value.length)) return false
    return value.every((item) => fits(item, schema.items ?? {}, lookUp))
  }
  if (typeof value === 'object' && value !== null) {
    const record = value as Record<string, unknown>
    if ((schema.required ?? []).some((name) => record[name] === undefined)) return false
    return Object.entries(schema.properties ?? {}).every(
      ([name, inner]) => record[name] === undefined || fits(record[name], inner, lookUp),
    )
  }
  return true
}
