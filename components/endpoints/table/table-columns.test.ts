import { expect, it } from 'vitest'
import { columnsToRead, hiddenIn, withColumn } from './table-columns'

const onDemand = ['access', 'cost', 'tags']

it.each([
  [null, []],
  ['', []],
  ['kind,capacity', ['kind', 'capacity']],
  ['name,actions,constructor,kind', ['kind']],
])('%j in the URL hides %j', (text, hidden) => {
  expect([...hiddenIn(text, null)].filter((id) => !onDemand.includes(id))).toEqual(hidden)
})

it('hides what takes a read of each endpoint, until it is shown, or used by a filter or sort', () => {
  expect([...hiddenIn(null, null)]).toEqual(onDemand)
  expect([...hiddenIn(null, 'cost')]).toEqual(['access', 'tags'])
  expect([...hiddenIn(null, null, ['tags', 'container'])]).toEqual(['access', 'cost'])
  expect([...hiddenIn('tags', 'tags')]).toEqual(onDemand)
})

it('reads what is used, whatever is shown, and what is shown', () => {
  expect(columnsToRead(hiddenIn(null, null), [])).toEqual([])
  expect(columnsToRead(hiddenIn(null, 'cost,tags'), [])).toEqual(['cost', 'tags'])
  expect(columnsToRead(hiddenIn(null, 'cost', ['container', 'cost']), ['container', 'cost'])).toEqual([
    'container',
    'cost',
  ])
})

it('hides and shows one column, in the order of the table', () => {
  expect(withColumn(hiddenIn('created', null), 'kind', false)).toEqual({ hide: 'kind,created' })
  expect(withColumn(hiddenIn('kind,created', 'cost'), 'kind', true)).toEqual({ hide: 'created', show: 'cost' })
  expect(withColumn(hiddenIn('created', null), 'created', true)).toEqual({})
  expect(withColumn(hiddenIn(null, null), 'cost', true)).toEqual({ show: 'cost' })
})
