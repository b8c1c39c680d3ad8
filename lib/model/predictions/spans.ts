/** Hugging Face token-classification: tokens with B- and I- marks and sub-words become spans of the text that was sent. */
import { besidesEach } from './besides'
import type { One, Prediction, Span } from './prediction'
import { type Context, type Fields, isFields, numberOf, textOf } from './shape'

interface Token {
  label: string
  /** Begins a span whatever stands before it. */
  begins: boolean
  word: string
  score?: number
  start?: number
  end?: number
}

export function readSpans(json: unknown, { output, sentTexts }: Context): Prediction | undefined {
  if (!Array.isArray(json)) return undefined
  if (json.length === 0) {
    const [text] = sentTexts
    return output?.task === 'tokens' && text !== undefined ? { kind: 'spans', text, spans: [] } : undefined
  }
  const lists = json.every(Array.isArray) ? (json as unknown[][]) : [json]
  const found = lists.map((list, index) => spansOf(list, sentTexts[index]))
  if (!found.every((one) => one !== undefined) || lists.every((list) => list.length === 0)) return undefined
  return found.length === 1 ? found[0] : { kind: 'rows', rows: found }
}

function spansOf(list: unknown[], sent: string | undefined): One | undefined {
  const items = list.filter(isFields)
  const rest = besidesEach(items, explained)
  const tokens = items.map(tokenOf)
  if (!rest || items.length < list.length || !tokens.every((token) => token !== undefined)) return undefined
  const placed = place(
    tokens.filter((token) => token.label !== 'O'),
    sent,
  )
  return { kind: 'spans', text: placed.text, spans: merge(placed.tokens, placed.text), ...rest }
}

/** A token's place among the tokens says nothing that its place in the text does not. */
const explained = ['entity', 'entity_group', 'word', 'score', 'start', 'end', 'index']

function tokenOf(item: Fields): Token | undefined {
  const tag = textOf(item.entity_group) ?? textOf(item.entity)
  const word = textOf(item.word)
  if (tag === undefined || word === undefined) return undefined
  return {
    label: tag.replace(/^[BIESLU]-/, ''),
    begins: /^[BSU]-/.test(tag) || 'entity_group' in item,
    word,
    score: numberOf(item.score),
    start: numberOf(item.start),
    end: numberOf(item.end),
  }
}

type Placed = Token & { start: number; end: number }

/** By the body's own offsets, else by looking for the words one after the other, else over the words alone. */
function place(tokens: Token[], sent: string | undefined): { text: string; tokens: Placed[] } {
  const plain = (word: string) => word.replace(/^(##|▁|Ġ)/, '')
  if (sent !== undefined) {
    const searched = sent.toLowerCase()
    const placed: Placed[] = []
    let from = 0
    for (const token of tokens) {
      const isGiven = token.start !== undefined && token.end !== undefined && token.end <= sent.length
      const start = isGiven ? (token.start ?? 0) : searched.indexOf(plain(token.word).toLowerCase(), from)
      const end = isGiven ? (token.end ?? 0) : start + plain(token.word).length
      // One look through the text for a word that is not there, not one for each.
      if (start < 0 || start >= end) break
      from = Math.max(from, end)
      placed.push({ ...token, start, end })
    }
    if (placed.length === tokens.length) return { text: sent, tokens: placed }
  }
  let text = ''
  const placed = tokens.map((token) => {
    if (text && !token.word.startsWith('##')) text += ' '
    const start = text.length
    text += plain(token.word)
    return { ...token, start, end: text.length }
  })
  return { text, tokens: placed }
}

function merge(tokens: Placed[], text: string): Span[] {
  const groups: Placed[][] = []
  for (const token of [...tokens].sort((a, b) => a.start - b.start)) {
    const last = groups.at(-1)
    const before = last?.at(-1)
    if (before && token.start < before.end) continue
    const isSubword = before !== undefined && (token.word.startsWith('##') || token.start === before.end)
    const isNext = before !== undefined && /^\s?$/.test(text.slice(before.end, token.start))
    if (last && before?.label === token.label && isNext && (isSubword || !token.begins)) last.push(token)
    else groups.push([token])
  }
  return groups.map(spanOf(text))
}

const spanOf =
  (text: string) =>
  (tokens: Placed[]): Span => {
    const start = tokens[0]?.start ?? 0
    const end = tokens.at(-1)?.end ?? start
    const scores = tokens.flatMap(({ score }) => (score === undefined ? [] : [score]))
    return {
      label: tokens[0]?.label ?? '',
      text: text.slice(start, end),
      ...(scores.length > 0 ? { score: scores.reduce((sum, score) => sum + score, 0) / scores.length } : {}),
      start,
      end,
    }
  }
