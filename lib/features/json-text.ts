/** JSON of unknown origin, looked into without trust. */
export type Json = Record<string, unknown>

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const asObject = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined

export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

export const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

export const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The object at the end of a path of members: `at(value, 'captureData', 'endpointInput')`. */
export const at = (value: unknown, ...path: string[]): Json | undefined =>
  path.reduce<Json | undefined>((node, name) => asObject(node?.[name]), asObject(value))
