import { expect, it } from 'vitest'
import type { Route } from '@/lib/spec/route'
import { reachedInWords } from './reached-in-words'

it.each<[string, Route['integration'], number, RegExp]>([
  ['a function', undefined, 200, /one was made up: the function reached the endpoint, which answered 200\.$/],
  ['a model that refuses', undefined, 400, /which answered 400\. A prediction is not proved: deploy with a row/],
  ['an asynchronous endpoint', undefined, 202, /which answered 202\. Whether the model answers is not proved\.$/],
  [
    'the gateway itself',
    { kind: 'direct' },
    200,
    /the gateway reached the endpoint as the role, which answered 200\.$/,
  ],
  [
    'an address',
    { kind: 'http', url: 'https://a.dev/' },
    404,
    /a request without one was sent: the address answered it with 404\.$/,
  ],
])('%s: says what was seen, and no more', (_, integration, status, words) =>
  expect(reachedInWords({ status }, integration)).toMatch(words),
)
