/** JSON of unknown origin, looked into without trust. */
export type Json = Record<string, unknown>

/** JSON.stringify and whatever else walks a value calls itself for each level: ten thousand are too many for the stack. */
const mostLevels = 200

/** Undefined if the text is no JSON, or is nested deeper than 200 levels. */
export function parseJson(text: string): unknown {
  try {
    return isTooDeep(text) ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

const code = (sign: string) => sign.charCodeAt(0)
const [quote, backslash] = [code('"'), code('\\')]
const [openList, closeList, openObject, closeObject] = [code('['), code(']'), code('{'), code('}')]

/** Counts brackets outside strings, without building the value. */
export function isTooDeep(text: string): boolean {
  let level = 0
  let isString = false
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charCodeAt(index)
    if (sign === quote) isString = !isString
    else if (isString) index += sign === backslash ? 1 : 0
    else if (sign === openList || sign === openObject) level += 1
    else if (sign === closeList || sign === closeObject) level -= 1
    if (level > mostLevels) return true
  }
  return false
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
