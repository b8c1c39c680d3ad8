/**
 * Protocol Buffers in text, as Triton's `config.pbtxt` has them. Pure, and linear in the length of the text.
 * https://protobuf.dev/reference/protobuf/textformat-spec/
 */

/** Each field has a list, because a field can be repeated. */
export interface Message {
  [field: string]: Value[]
}
type Value = string | number | Message

const mostLevels = 20
const token = /\s+|#[^\n]*|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\w.+-]+|[{}<>[\]:,;])/y

/** Undefined if the text is no such message, or is nested deeper than 20 levels. */
export function parseTextProto(text: string): Message | undefined {
  const tokens = tokensOf(text)
  if (!tokens) return undefined
  let place = 0
  const next = () => tokens[place]
  const skip = (sign: string): boolean => {
    if (next() !== sign) return false
    place += 1
    return true
  }
  const value = (level: number): Value | undefined => {
    const close = skip('{') ? '}' : skip('<') ? '>' : undefined
    if (close) return message(level + 1, close)
    const word = next()
    if (word === undefined || /^[}>\]:,;]$/.test(word)) return undefined
    place += 1
    if (/^["']/.test(word)) return word.slice(1, -1)
    return word !== '' && Number.isFinite(Number(word)) ? Number(word) : word
  }
  const values = (level: number): Value[] | undefined => {
    if (!skip('[')) {
      const one = value(level)
      return one === undefined ? undefined : [one]
    }
    const all: Value[] = []
    while (!skip(']')) {
      const one = value(level)
      if (one === undefined) return undefined
      all.push(one)
      skip(',')
    }
    return all
  }
  const message = (level: number, close?: string): Message | undefined => {
    if (level > mostLevels) return undefined
    const fields: Message = Object.create(null)
    for (;;) {
      if (close ? skip(close) : place === tokens.length) return fields
      const field = next()
      if (field === undefined || !/^[A-Za-z_]\w*$/.test(field)) return undefined
      place += 1
      skip(':')
      const found = values(level)
      if (!found) return undefined
      const all = fields[field] ?? []
      fields[field] = all
      for (const one of found) all.push(one)
      if (!skip(',')) skip(';')
    }
  }
  return message(0)
}

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const match = token.exec(text)
    if (!match) return undefined
    if (match[1] !== undefined) tokens.push(match[1])
  }
  return tokens
}
