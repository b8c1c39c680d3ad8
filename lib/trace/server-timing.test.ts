import { expect, it } from 'vitest'
import { readServerTiming } from '../own-calls/server-timing'
import { timeShares } from './server-timing'

it.each([
  ['model;dur=12.3, handler;dur=1', { model: 12.3, handler: 1 }],
  ['model;desc="x";dur=5', { model: 5 }],
  ['', {}],
  [null, {}],
  ['cache', {}],
])('%s', (header, expected) => {
  expect(readServerTiming(header)).toEqual(expected)
})

it('what neither model nor handler took is the way there and back', () => {
  expect(timeShares(50, { model: 12, handler: 3 })).toEqual([
    { name: 'model', ms: 12 },
    { name: 'handler', ms: 3 },
    { name: 'gateway and network', ms: 35 },
  ])
  expect(timeShares(50, {})).toEqual([])
})
