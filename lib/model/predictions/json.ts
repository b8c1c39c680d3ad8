/** JSON as model servers write it: with NaN and Infinity (Python), by lines, or as server-sent events. */
import { isTooDeep } from '../requests/json-text'

const strangers = /\\[\s\S]|"|-?\b(?:NaN|Infinity)\b/g
const mark = '\u0000not-a-number:'

/** Undefined if it is none or nested too deep. NaN and the infinities become numbers. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return /NaN|Infinity/.test(text) ? parseWithNaN(text) : undefined
  }
}

function parseWithNaN(text: string): unknown {
  let isString = false
  const marked = text.replace(strangers, (token) => {
    if (token === '"') isString = !isString
    return isString || token === '"' || token.startsWith('\\') ? token : JSON.stringify(mark + token)
  })
  try {
    return JSON.parse(marked, (_, value) =>
      typeof value === 'string' && value.startsWith(mark) ? Number(value.slice(mark.length)) : value,
    )
  } catch {
    return undefined
  }
}

/** A value for each line; undefined where a line is no JSON. */
export function parseJsonLines(text: string): unknown[] | undefined {
  const values = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseJson)
  return values.length === 0 || values.includes(undefined) ? undefined : values
}

/** The data of each event that is JSON; `[DONE]` and comments are passed over. */
export const parseEvents = (text: string): unknown[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => parseJson(line.slice('data:'.length).trim()))
    .filter((value) => value !== undefined)
