import { expect, it } from 'vitest'
import type { EndpointPage, EndpointQuery, EndpointRow, EndpointStatus } from '@/lib/endpoints/types'
import { countOf, filterOf, isComplete, readFilter } from './filters'

const row = (status: EndpointStatus): EndpointRow => ({
  name: status,
  arn: '',
  status,
  createdAt: '',
  modifiedAt: '',
  publicApi: { state: 'none' },
})
const rows = [row('InService'), row('InService'), row('Creating'), row('Failed'), row('OutOfService')]
const query: EndpointQuery = { sortBy: 'Name', sortOrder: 'Ascending' }
const page: EndpointPage = { rows, readAt: '' }

it.each([
  ['InService', 'InService'],
  ['Failed', 'Failed'],
  ['Creating', 'progress'],
  ['SystemUpdating', 'progress'],
  ['RollingBack', 'progress'],
  ['Deleting', 'progress'],
  ['OutOfService', 'other'],
  ['UpdateRollbackFailed', 'other'],
] as const)('%s belongs to %s', (status, filter) => expect(filterOf(row(status))).toBe(filter))

it.each([
  ['InService', null, 'InService'],
  [null, 'progress', 'progress'],
  [null, 'nonsense', 'all'],
  ['Creating', null, 'all'],
])('status %s and group %s read as %s', (status, group, filter) => expect(readFilter(status, group)).toBe(filter))

it('counts exactly once every row is loaded', () => {
  expect(countOf('InService', rows, page, query)).toBe('2')
  expect(countOf('other', rows, page, query)).toBe('1')
})

it('counts what is known until then', () => {
  const first = { ...page, nextToken: 't' }
  expect(countOf('all', rows, first, query)).toBe('5+')
  expect(countOf('progress', rows, first, query)).toBeUndefined()
  expect(countOf('all', rows, page, { ...query, token: 't' })).toBeUndefined()
  expect(isComplete(page, { ...query, status: 'Failed' })).toBe(false)
})
