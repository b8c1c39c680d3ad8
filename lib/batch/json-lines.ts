/** JSON lines, or one JSON list of rows: objects by column name, or lists of cells. */
import { lineOf } from './csv-line'

/** Takes whole lines off the front and returns the rest. The first object's keys are the columns; later ones are left out. */
export function jsonRecords(lines: string[]) {
  let keys: string[] | undefined
  let isList = false
  const push = (value: unknown, text: string) => {
    if (Array.isArray(value)) return lines.push(lineOf(value.map(cellOf)))
    // Not JSON: kept as it is, and rejected for its form later.
    if (typeof value !== 'object' || value === null) return lines.push(lineOf([text]))
    const object = value as Record<string, unknown>
    if (!keys && lines.length === 0) {
      keys = Object.keys(object)
      lines.push(lineOf(keys))
    }
    return lines.push(lineOf((keys ?? Object.keys(object)).map((key) => cellOf(object[key]))))
  }
  return (text: string, isLast: boolean): string => {
    // A list over several lines can be read only as a whole.
    if (lines.length === 0) isList = /^\s*\[\s*([[{]|\n|$)/.test(text)
    if (isList) {
      if (!isLast) return text
      const list = parse(text)
      if (Array.isArray(list)) for (const item of list) push(item, JSON.stringify(item))
      else for (const line of text.split('\n')) if (line.trim() !== '') push(parse(line), line.trim())
      return ''
    }
    const end = isLast ? text.length : text.lastIndexOf('\n') + 1
    for (const line of text.slice(0, end).split('\n')) if (line.trim() !== '') push(parse(line), line.trim())
    return text.slice(end)
  }
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
