import { expect, it } from 'vitest'
import { isSearchable, parseEndpointQuery } from './query'

const fallback = {
  search: undefined,
  status: undefined,
  sortBy: 'CreationTime',
  sortOrder: 'Descending',
  token: undefined,
}

it.each([
  [{}, fallback],
  [{ search: '  iris ' }, { ...fallback, search: 'iris' }],
  [
    { status: 'InService', sort: 'Name', order: 'Ascending' },
    { ...fallback, status: 'InService', sortBy: 'Name', sortOrder: 'Ascending' },
  ],
  [{ status: 'Happy', sort: 'constructor', order: 'x' }, fallback],
  [
    { search: ['a', 'b'], token: 't' },
    { ...fallback, search: 'a', token: 't' },
  ],
  [{ search: 'x'.repeat(80) }, { ...fallback, search: 'x'.repeat(63) }],
])('%j', (params, query) => expect(parseEndpointQuery(params)).toEqual(query))

it('knows what NameContains accepts', () => {
  expect(isSearchable('iris-2026')).toBe(true)
  expect(isSearchable('iris_2026')).toBe(false)
  expect(isSearchable('')).toBe(false)
})
