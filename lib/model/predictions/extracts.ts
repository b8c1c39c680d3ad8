/** Questions answered: `{"score": 0.99, "start": 68, "end": 77, "answer": "x"}`, or a list of them, the best first. */
import { besides, besidesEach } from './besides'
import type { One, TextExtract } from './prediction'
import { type Context, isFields, numberOf, textOf } from './shape'

const explained = ['answer', 'score', 'start', 'end']

export function readExtracts(record: unknown, { sentJson }: Context): One | undefined {
  const list = Array.isArray(record) ? record : [record]
  const items = list.filter(isFields)
  if (items.length === 0 || items.length < list.length || !items.every(({ answer }) => typeof answer === 'string'))
    return undefined
  const [first] = items
  const rest = first && items.length === 1 ? besides(first, explained) : besidesEach(items, explained)
  if (!rest) return undefined
  const answers = items.map(
    ({ answer, score, start, end }): TextExtract => ({
      answer: String(answer),
      score: numberOf(score),
      start: numberOf(start),
      end: numberOf(end),
    }),
  )
  const inputs = isFields(sentJson) ? (isFields(sentJson.inputs) ? sentJson.inputs : sentJson) : {}
  return { kind: 'answer', answers, context: textOf(inputs.context), ...rest }
}
