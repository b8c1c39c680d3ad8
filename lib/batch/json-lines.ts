/** JSON lines, or one JSON list of rows: objects by column name, or lists of cells. */
import { parseJson, problemOfJson } from '../model/requests/json-text'
import { lineOf } from './csv-line'

/**
 * Takes whole lines off the front and returns the rest. The first object's keys are the columns; later ones are left out.
 * @param broken by place in `lines`: why a line is no row
 */
export function jsonRecords(lines: string[], broken: Map<number, string>) {
  let keys: string[] | undefined
  let isList = false
  /** Broken lines before the first row: the line with the column names comes first. */
  let early: { text: string; problem: string }[] = []
  const isFirst = () => lines.length === 0
  const pushBroken = (text: string, problem: string) => {
    broken.set(lines.length, problem)
    lines.push(lineOf([text]))
  }
  const pushEarly = () => {
    for (const { text, problem } of early) pushBroken(text, problem)
    early = []
  }
  const push = (value: unknown, text: string) => {
    if (typeof value !== 'object' || value === null) {
      const problem = value === undefined ? problemOfJson(text) : 'The line is neither a JSON object nor a JSON list'
      if (isFirst()) early.push({ text, problem })
      else pushBroken(text, problem)
      return
    }
    if (Array.isArray(value)) {
      pushEarly()
      lines.push(lineOf(value.map(cellOf)))
      return
    }
    const object = value as Record<string, unknown>
    if (isFirst()) {
      keys = Object.keys(object)
      lines.push(lineOf(keys))
      pushEarly()
    }
    lines.push(lineOf((keys ?? Object.keys(object)).map((key) => cellOf(object[key]))))
  }
  const pushLines = (text: string) => {
    for (const line of text.split('\n')) if (line.trim() !== '') push(parseJson(line), line.trim())
  }
  return (text: string, isLast: boolean): string => {
    // A list over several lines can be read only as a whole.
    if (isFirst()) isList = /^\s*\[\s*([[{]|\n|$)/.test(text)
    const end = isLast ? text.length : isList ? 0 : text.lastIndexOf('\n') + 1
    const list = isList && isLast ? parseJson(text) : undefined
    if (Array.isArray(list)) for (const item of list) push(item, JSON.stringify(item))
    else pushLines(text.slice(0, end))
    if (isLast) pushEarly()
    return text.slice(end)
  }
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
