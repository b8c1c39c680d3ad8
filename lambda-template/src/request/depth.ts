/** How deep JSON is nested. What walks a value calls itself for each level, and ten thousand are too many for the stack. */

/** No request and no answer of a model needs more. */
export const mostLevels = 200

/** Counts brackets outside strings, without building the value. */
export function isTooDeep(text: string): boolean {
  let level = 0
  let isString = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '"') isString = !isString
    else if (isString) at += sign === '\\' ? 1 : 0
    else if (sign === '[' || sign === '{') level += 1
    else if (sign === ']' || sign === '}') level -= 1
    if (level > mostLevels) return true
  }
  return false
}
