import { expect, it } from 'vitest'
import { type Behind, countCall, type Said } from './count'
import { withoutOwn } from './metrics'
import { preflightsOf } from './preflights'
import type { OwnCounts } from './types'

const handler = 'handler;dur=1'
const model = 'model;dur=12, handler;dur=1'

it.each<[string, Said, Behind, Partial<OwnCounts>]>([
  ['a prediction', { status: 200, serverTiming: model }, 'function', { runs: 1, predictions: 1 }],
  ['a probe', { status: 200, serverTiming: handler }, 'function', { runs: 1 }],
  [
    'a row that the model refuses',
    { status: 400, serverTiming: model },
    'function',
    { refused: 1, runs: 1, predictions: 1 },
  ],
  [
    'a role that SageMaker refuses',
    { status: 502, serverTiming: model, body: '{"error":{"code":"role_denied"}}' },
    'function',
    { failed: 1, runs: 1 },
  ],
  ['the gateway’s own refusal', { status: 403, errorType: 'ForbiddenException' }, 'function', { refused: 1 }],
  ['a preflight', { status: 200 }, 'function', {}],
  ['a preflight without a function', { method: 'OPTIONS', status: 200 }, 'direct', {}],
  ['a prediction without a function', { status: 200 }, 'direct', { predictions: 1 }],
  [
    'a gateway that is not allowed to assume the role',
    { status: 500, errorType: 'AccessDeniedException' },
    'direct',
    { failed: 1 },
  ],
  ['an address with a header of the same name', { status: 200, serverTiming: model }, 'http', {}],
])('counts %s', (_, said, behind, counts) => {
  expect(countCall(said, behind)).toEqual({ requests: 1, refused: 0, failed: 0, runs: 0, predictions: 0, ...counts })
})

it('takes off no more than there is', () => {
  expect([withoutOwn(5, 2), withoutOwn(5, undefined), withoutOwn(1, 2)]).toEqual([3, 5, 0])
})

it('knows which calls a browser sends a preflight for, and for how long it remembers', () => {
  let now = 0
  const isFirst = preflightsOf(() => now)
  const csv = { method: 'POST', url: 'https://a/iris', contentType: 'text/csv', headers: [] }
  const keyed = { method: 'GET', url: 'https://a/iris?data=1', headers: ['x-api-key'] }
  expect([isFirst(csv), isFirst(csv), isFirst(keyed)]).toEqual([true, false, true])
  expect(isFirst({ ...keyed, headers: [] })).toBe(false)
  expect(isFirst({ ...csv, contentType: 'text/plain; charset=utf-8' })).toBe(false)
  now = 600_000
  expect(isFirst(csv)).toBe(true)
})
