/** The list of AWS's recorded responses is whole and true: each has rows, or one reason why it has none. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { countReasons, countRecords, readRecords, recordsWithRows } from '../testing/records'

const list = readRecords()
const kinds = Object.values(list.records).flatMap((file) => Object.entries(file))
const withRows = recordsWithRows()

it('has each record with rows among the tests, and none that was left out', () => {
  const rows = new Set(kinds.flatMap(([kind, names]) => (kind === 'rows' ? names : [])))
  const leftOut = kinds.flatMap(([kind, names]) => (kind === 'rows' ? [] : names)).filter((name) => !rows.has(name))
  expect([...rows].filter((name) => !withRows.has(name))).toEqual([])
  expect(leftOut.filter((name) => withRows.has(name))).toEqual([])
  expect([...withRows].filter((name) => !rows.has(name))).toEqual([])
})

it('has a sentence for each reason, and uses each', () => {
  const used = new Set(kinds.map(([kind]) => kind).filter((kind) => kind !== 'rows'))
  expect([...used].sort()).toEqual(Object.keys(list.reasons).sort())
  expect(Object.values(list.reasons).filter((reason) => !/^[A-Z].*\.$/.test(reason))).toEqual([])
})

it('has the counts that the document says', () => {
  const text = readFileSync(new URL('../../docs/aws-facts-compared.md', import.meta.url), 'utf8')
  const lines = text.split('\n').map((line) => line.replaceAll('**', '').replace(/\s+/g, ' ').trim())
  const expected = [
    ...countRecords(list).map(({ name, records, rows }) => `| ${name} | ${records} | ${rows} | ${records - rows} |`),
    ...countReasons(list).map(({ reason, count }) => `| ${count} | ${reason} |`),
  ]
  expect(expected.filter((line) => !lines.includes(line))).toEqual([])
  expect(text).toContain(list.commit)
})
