import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentLine } from '../../batch/check-row'
import { cellsOf } from '../../batch/csv-line'
import { matchColumns } from '../../batch/match-columns'
import { prepare, rowLine } from '../../batch/prepare'
import { readTable } from '../../batch/read-table'
import { writeResults } from '../../batch/write-results'
import type { Feature } from '../contract/contract'
import { buildNamed, buildRowRequest } from './build-request'
import { decodeRow } from './decode-row'
import { encodeRow } from './encode'
import { cellText, exactText, jsonCell, parseExact } from './exact-json'
import { plainRequest } from './request-shape'

const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?$/)
const rows = fc.array(fc.tuple(digits, digits), { minLength: 1, maxLength: 4 })
const features: Feature[] = [
  { name: 'a', type: 'number' },
  { name: 'b', type: 'number' },
]
const target = {
  invokeUrl: 'https://x.example/iris',
  queryParameter: 'data',
  request: { ...plainRequest, form: 'named' as const },
}

describe('digits stay as they were typed', () => {
  it('in JSON, read and written', () => {
    fc.assert(
      fc.property(digits, (cell) => {
        expect(cellText(parseExact(cell))).toBe(cell)
        expect(exactText({ a: [parseExact(cell)] })).toBe(`{"a":[${cell}]}`)
        expect(exactText(jsonCell(cell))).toBe(cell)
      }),
    )
  })

  it('from a form to its row, its URL, its JSON and back', () => {
    fc.assert(
      fc.property(digits, digits, (a, b) => {
        const row = encodeRow(features, { a, b })
        expect(decodeRow(features, row)).toMatchObject({ value: { a, b } })
        expect(decodeRow(features, `{"b":${b},"a":${a}}`)).toMatchObject({ value: { a, b } })
        expect(new URL(buildRowRequest(target, [row]).url).searchParams.get('data')).toBe(row)
        expect(buildNamed(target, features, row)?.json).toBe(`{"a":${a},"b":${b}}`)
      }),
    )
  })

  it('from a file to the model and to the download', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(',', ';', '\t', 'json'), async (cells, form) => {
        const text =
          form === 'json'
            ? cells.map(([a, b]) => `{"a":${a},"b":${b}}\n`).join('')
            : ['a,b', ...cells]
                .map((row) => `${typeof row === 'string' ? row.replace(',', form) : row.join(form)}\n`)
                .join('')
        const read = await readTable(new Blob([text]))
        if (!read.ok) throw new Error(read.error.message)
        const plan = matchColumns(read.value, { features })
        const results = await prepare(read.value, plan, { features }, async () => {})
        if (!results) throw new Error('stopped')
        const sent = cells.map((_, row) => sentLine(cellsOf(rowLine(read.value, plan, row)), plan))
        expect(sent).toEqual(cells.map((row) => row.join(',')))
        const file = await (await writeResults({ table: read.value, plan, results }, async () => {})).text()
        expect(
          file
            .split('\r\n')
            .slice(1, -1)
            .map((line) => line.split(',').slice(0, 2)),
        ).toEqual(cells)
      }),
      { numRuns: 60 },
    )
  })

  it('a code is text in JSON, and a plus goes into a URL encoded', () => {
    const row = encodeRow(features, { a: '02134', b: '1e+05' })
    expect(buildNamed(target, features, row)).toEqual({
      url: 'https://x.example/iris?a=02134&b=1e%2B05',
      json: '{"a":"02134","b":1e+05}',
    })
    expect(buildRowRequest(target, [row]).url).toBe('https://x.example/iris?data=02134,1e%2B05')
  })

  it.each(['{"a":1.50,"a":2.50}', '{"__proto__":1.50}', '[1.50', '1.50 2', `${'['.repeat(300)}1.50${']'.repeat(300)}`])(
    '%s is read as JSON.parse reads it',
    (text) => {
      const plain = (value: unknown) => (value === undefined ? undefined : JSON.stringify(JSON.parse(exactText(value))))
      let expected: string | undefined
      try {
        expected = text.startsWith('[[') ? undefined : JSON.stringify(JSON.parse(text))
      } catch {
        expected = undefined
      }
      expect(plain(parseExact(text))).toBe(expected)
    },
  )
})
