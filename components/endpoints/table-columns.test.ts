import { expect, it } from 'vitest'
import { hiddenIn, withColumn } from './table-columns'

it.each([
  [null, []],
  ['', []],
  ['kind,capacity', ['kind', 'capacity']],
  ['name,actions,constructor,kind', ['kind']],
])('%j in the URL hides %j', (text, hidden) => {
  expect([...hiddenIn(text)]).toEqual(hidden)
})

it('hides and shows one column, in the order of the table', () => {
  expect(withColumn(hiddenIn('created'), 'kind', false)).toBe('kind,created')
  expect(withColumn(hiddenIn('kind,created'), 'kind', true)).toBe('created')
  expect(withColumn(hiddenIn('created'), 'created', true)).toBeUndefined()
})
