import { expect, it } from 'vitest'
import { type Behind, countCall, countModel, countThrottled, type Said } from './count'
import { withoutOwn } from './metrics'
import { preflightsOf } from './preflights'
import { noCalls, type OwnCounts } from './types'

const handler = 'handler;dur=1'
const model = 'model;dur=12, handler;dur=1'

it.each<[string, Said, Behind, Partial<OwnCounts>]>([
  ['a prediction', { status: 200, serverTiming: model }, 'function', { runs: 1, predictions: 1 }],
  ['a probe', { status: 200, serverTiming: handler }, 'function', { runs: 1 }],
  [
    'a row that the model refuses',
    { status: 400, serverTiming: model, body: '{"code":"model_refused","message":"1 column"}' },
    'function',
    { refused: 1, runs: 1, predictions: 1, modelRefused: 1 },
  ],
  [
    'a row that the model breaks on',
    { status: 502, serverTiming: model, body: '{"code":"model_failed","message":"…"}' },
    'function',
    { failed: 1, runs: 1, predictions: 1, modelFailed: 1 },
  ],
  [
    'a model that takes too long, of which nobody knows the status',
    { status: 504, serverTiming: model, body: '{"code":"model_too_slow","message":"…"}' },
    'function',
    { failed: 1, runs: 1, predictions: 1, unclearPredictions: 1 },
  ],
  [
    'an answer that has no normalised form, which is no error of the model',
    { status: 406, serverTiming: model, body: '{"code":"not_acceptable"}' },
    'function',
    { refused: 1, runs: 1, predictions: 1 },
  ],
  [
    'a function that ends with an error, by Invoke',
    { status: 502, functionError: true },
    'function',
    { failed: 1, runs: 1, broken: 1 },
  ],
  [
    'the gateway’s 502, for a function that broke or that answers something else',
    { status: 502, errorType: 'InternalServerErrorException' },
    'function',
    { failed: 1, runs: 1, unclearRuns: 1 },
  ],
  [
    'the gateway’s 500, for a function that is throttled or that it is not allowed to call',
    { status: 500, errorType: 'InternalServerErrorException' },
    'function',
    { failed: 1, unclearRuns: 1 },
  ],
  [
    'a model’s own 400 without a function',
    { status: 400, body: '{"code":"model_refused"}' },
    'direct',
    { refused: 1, predictions: 1, modelRefused: 1 },
  ],
  ['SageMaker’s 400 without a function', { status: 400, body: '{"code":"request_refused"}' }, 'direct', { refused: 1 }],
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
  expect(countCall(said, behind)).toEqual({ ...noCalls, requests: 1, ...counts })
})

it.each<[number, Partial<OwnCounts>]>([
  [200, {}],
  [415, { modelRefused: 1 }],
  [500, { modelFailed: 1 }],
  [0, { unclearPredictions: 1 }],
])('counts InvokeEndpoint that the model answered with %i', (status, counts) => {
  expect(countModel(status)).toEqual({ predictions: 1, ...counts })
})

it('counts each try that Lambda throttled, and no refusal of another kind', () => {
  const refused = (name: string, more = {}) => Object.assign(new Error('x'), { name, ...more })
  const three = { $metadata: { attempts: 3 } }
  expect(countThrottled(refused('TooManyRequestsException', three))).toEqual({ throttled: 3 })
  expect(countThrottled(refused('TooManyRequestsException', { ...three, Reason: 'CallerRateLimitExceeded' }))).toEqual(
    {},
  )
  expect(countThrottled(refused('ResourceNotFoundException', three))).toEqual({})
  expect(countThrottled(undefined)).toEqual({})
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
