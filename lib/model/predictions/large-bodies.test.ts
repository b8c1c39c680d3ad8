/** What a parser takes grows with the body and no faster: 1, 3 and 10 MB of each form, with the times printed. */
import { expect, it } from 'vitest'
import { normalise } from '../../../lambda-template/src/response/normalise'
import { parsePrediction } from './parse'

const megabyte = 1_000_000

/** Repeats the item until the body has this many bytes. */
const filled = (open: string, item: string, between: string, close: string) => (bytes: number) => {
  const count = Math.ceil((bytes - open.length - close.length) / (item.length + between.length))
  return { text: `${open}${Array<string>(count).fill(item).join(between)}${close}`, count }
}

const forms: [form: string, contentType: string, fill: ReturnType<typeof filled>][] = [
  ['rows of CSV', 'text/csv', filled('', '0.125,0.875', '\n', '')],
  ['one line of CSV', 'text/csv', filled('', '0.125', ',', '')],
  ['scores in JSON', 'application/json', filled('{"predictions":[', '{"score":0.4321}', ',', ']}')],
  ['lists in JSON', 'application/json', filled('[', '[0.25,0.75]', ',', ']')],
  ['JSON lines', 'application/jsonlines', filled('', '{"label":"setosa"}', '\n', '')],
  ['blanks', 'text/plain', filled('', ' ', '', '')],
  ['brackets without an end', 'application/json', filled('', '[', '', '')],
  ['quotes', 'text/csv', filled('', '"', '', '')],
  ['digits', 'text/plain', filled('', '7', '', '')],
]

it.each(forms)('%s', (form, contentType, fill) => {
  const times = [1, 3, 10].map((size) => {
    const { text, count } = fill(size * megabyte)
    const began = performance.now()
    parsePrediction({ text, contentType, recordCount: count })
    normalise(
      { body: new TextEncoder().encode(text), contentType },
      { body: new Uint8Array(), contentType: 'text/csv', rows: count },
      { labels: [], outputs: [] },
      'model',
    )
    return performance.now() - began
  })
  const [one = 0, , ten = 0] = times
  process.stdout.write(`${form}: ${times.map((ms) => Math.round(ms)).join(', ')} ms for 1, 3 and 10 MB\n`)
  // Ten times as much takes about ten times as long; a hundred times would be quadratic. Short times are mostly noise.
  expect(ten).toBeLessThan(60 * Math.max(one, 50))
})
