/**
 * API Gateway decodes the query, so a `+` in it reaches the function as a blank, and the query as it was sent is lost.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
import type { Feature } from './contract'

const exponent = /^(\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)[eE]) (\d+\s*)$/
const digitsAndBlanks = /^[\d.eE+\- ]+$/

const isDivided = (cell: string) => cell.trim().includes(' ') && digitsAndBlanks.test(cell) && /\d/.test(cell)

type Restored = { text: string } | { problem: string }

const refusal = (where: string, cell: string): Restored => ({
  problem: `${where} is ${JSON.stringify(cell.slice(0, 64))}, a number with a blank in it. A plus in a query arrives as a blank: write + as %2B`,
})

/** One value of a feature: in a number `1e 05` is `1e+05` again, in a choice `A ` is `A+` if that is one; a text keeps its blanks. */
export function plusAgain(cell: string, feature: Feature): Restored {
  const { name, type, choices } = feature
  if (!cell.includes(' ') || type === 'text') return { text: cell }
  if (type === 'choice') {
    const plus = cell.replaceAll(' ', '+')
    return { text: !choices.includes(cell) && choices.includes(plus) ? plus : cell }
  }
  const text = cell.replace(exponent, '$1+$2')
  const isNumeric = type === 'number' || type === 'integer'
  return isNumeric && isDivided(text) ? refusal(name, cell) : { text }
}

/** Rows of CSV. Without a contract a row is one of numbers if all its cells are, and it has several. */
export function plusInRows(text: string, features: Feature[]): Restored {
  if (!text.includes(' ')) return { text }
  const rows: string[] = []
  let place = 0
  for (const cells of rowsOf(text)) {
    place += 1
    const isDescribed = cells.length === features.length
    const restored = cells.map((cell, column): Restored => {
      const feature = isDescribed ? features[column] : undefined
      if (feature) return plusAgain(cell, feature)
      return { text: cell.replace(exponent, '$1+$2') }
    })
    const wrong = restored.find((cell) => 'problem' in cell)
    if (wrong) return wrong
    const done = restored.map((cell) => ('text' in cell ? cell.text : ''))
    const divided = done.find(isDivided)
    if (!isDescribed && divided !== undefined && done.length > 1 && done.every((cell) => digitsAndBlanks.test(cell)))
      return refusal(`A value of row ${place}`, divided)
    rows.push(done.join(','))
  }
  return { text: rows.join('\n') }
}

/** Cells as they stand there, quotes included. A quote opens a cell at its start only, as RFC 4180 has it. */
export function* rowsOf(text: string): Generator<string[]> {
  let cells: string[] = []
  let from = 0
  let inside = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    // Two quotes within a quoted cell are one of its signs.
    if (sign === '"' && inside && text[at + 1] === '"') at += 1
    else if (sign === '"' && (inside || at === from)) inside = !inside
    else if (!inside && (sign === ',' || sign === '\n')) {
      cells.push(text.slice(from, at))
      from = at + 1
      if (sign === ',') continue
      yield cells
      cells = []
    }
  }
  cells.push(text.slice(from))
  yield cells
}
