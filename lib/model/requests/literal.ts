/**
 * A value as a notebook prints it: JSON, a Python list, tuple or dict, NumPy's `array([…])`, pandas' `Timestamp('…')`. Numbers
 * keep their digits; each sign is read once.
 */

/** A cell's text (`''` where it is missing), a list, or members by name. */
export type Literal = string | Literal[] | Map<string, Literal>

const mostLevels = 50

const absent = new Set(['None', 'null', 'nan', 'NaN', 'NaT', 'NA', '<NA>'])
const closing: Record<string, string> = { '[': ']', '(': ')', '{': '}' }
const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

/** `datetime.date(2024, 5, 1)`, as ISO 8601 has it; undefined for the values of any other call. */
function dateOf(called: string, items: Literal[]): string | undefined {
  const parts = items.map((item) => (typeof item === 'string' && /^\d{1,6}$/.test(item) ? item : ''))
  const [year = '', month = '', day = '', ...time] = parts
  if (!/(?:^|\.)date(?:time)?$/.test(called) || day === '' || parts.includes('') || time.length > 4) return undefined
  const two = (part: string | undefined) => (part ?? '0').padStart(2, '0')
  const date = `${year.padStart(4, '0')}-${two(month)}-${two(day)}`
  if (time.length === 0 && called.endsWith('date')) return date
  const [hour, minute, second, fraction] = time
  return `${date} ${two(hour)}:${two(minute)}:${two(second)}${fraction ? `.${fraction.padStart(6, '0')}` : ''}`
}

/** Says whether a text starts like such a value. */
export const isLiteral = (text: string): boolean => /^\s*(?:[[({]|[A-Za-z_][\w.]{0,40}\()/.test(text)

/** Undefined if the text is none, or goes on behind it. */
export function readLiteral(text: string): Literal | undefined {
  let at = 0
  const skip = (signs: RegExp) => {
    while (at < text.length && signs.test(text.charAt(at))) at += 1
  }
  const wordFrom = (from: number) => {
    while (at < text.length && !/[\s,:=()[\]{}'"]/.test(text.charAt(at))) at += 1
    return text.slice(from, at)
  }

  function value(level: number): Literal | undefined {
    skip(/\s/)
    const sign = text.charAt(at)
    if (level > mostLevels || sign === '') return undefined
    if (closing[sign]) return group(sign, level)
    if (sign === '"' || sign === "'") return quoted(sign)
    const word = wordFrom(at)
    const next = text.charAt(at)
    if (word === '') return undefined
    if (next === '(') return group('(', level, word)
    if ((next === '"' || next === "'") && /^[a-z]{1,2}$/i.test(word)) return quoted(next)
    if (absent.has(word)) return ''
    if (word === 'True' || word === 'False') return word.toLowerCase()
    return /^[+-]?\d[\d_]*(?:\.\d+)?$/.test(word) ? word.replaceAll('_', '') : word
  }

  /** @param called of the arguments of a call the only one counts, the parts of a date, or those with names */
  function group(opening: string, level: number, called?: string): Literal | undefined {
    const end = closing[opening]
    const items: Literal[] = []
    const members = new Map<string, Literal>()
    at += 1
    for (;;) {
      skip(/[\s,]/)
      if (at >= text.length) return undefined
      if (text.charAt(at) === end) break
      const item = value(level + 1)
      if (item === undefined) return undefined
      skip(/\s/)
      const sign = text.charAt(at)
      if (sign !== ':' && sign !== '=') {
        items.push(item)
        continue
      }
      if (typeof item !== 'string') return undefined
      at += 1
      const member = value(level + 1)
      if (member === undefined) return undefined
      members.set(item, member)
    }
    at += 1
    if (called === 'c' || called === 'list' || called === 'tuple') return members.size > 0 ? members : items
    if (called !== undefined) return items.length > 1 ? dateOf(called, items) : (items[0] ?? members)
    return members.size > 0 || (opening === '{' && items.length === 0) ? members : items
  }

  function quoted(mark: string): string | undefined {
    let content = ''
    at += 1
    let from = at
    for (; at < text.length; at += 1) {
      const sign = text.charAt(at)
      if (sign === mark) {
        at += 1
        return content + text.slice(from, at - 1)
      }
      if (sign !== '\\') continue
      content += text.slice(from, at)
      const escaped = text.charAt(at + 1)
      const code = escaped === 'u' ? text.slice(at + 2, at + 6) : escaped === 'x' ? text.slice(at + 2, at + 4) : ''
      const isCode = code !== '' && /^[0-9a-f]+$/i.test(code)
      content += isCode ? String.fromCharCode(Number.parseInt(code, 16)) : (escapes[escaped] ?? escaped)
      at += isCode ? 1 + code.length : 1
      from = at + 1
    }
    return undefined
  }

  const read = value(0)
  skip(/[\s;,]/)
  return at === text.length ? read : undefined
}
