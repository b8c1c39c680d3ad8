/** Ours has six levels. A document of somebody else can be nested without end. */
const mostLevels = 20

/**
 * A model's schema as flat fields, one for each of its rules: `model IrisInput properties.data.type`. Descriptions refuse
 * nobody and are left out, and so is the order of keys, which AWS can change.
 */
export const schemaFields = ({ name, schema }: { name?: string; schema?: string }): Record<string, string> =>
  Object.fromEntries(
    rulesIn(parsed(schema), []).map(([path, value]) => [`model ${name} ${path.join('.') || 'schema'}`, value]),
  )

function rulesIn(value: unknown, path: string[]): [string[], string][] {
  if (path.length === mostLevels) return [[path, 'nested deeper']]
  if (typeof value !== 'object' || value === null || isList(value)) return [[path, JSON.stringify(value)]]
  const rules = Object.entries(value).filter(([key, one]) => !isDescription(key, one))
  return rules.length > 0 ? rules.flatMap(([key, one]) => rulesIn(one, [...path, key])) : [[path, 'anything']]
}

/** Names and choices, which are read as one rule. */
const isList = (value: object): boolean =>
  Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null)

/** A feature can have this name too, and then it is an object. */
const isDescription = (key: string, value: unknown): boolean => key === 'description' && typeof value === 'string'

function parsed(schema: string | undefined): unknown {
  try {
    return JSON.parse(schema || '{}')
  } catch {
    return schema
  }
}
