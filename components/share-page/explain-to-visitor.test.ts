import { expect, it } from 'vitest'
import type { Asked } from '../playground/call/call'
import { explainToVisitor } from './explain-to-visitor'

const answer = (status: number, text = ''): Asked => ({
  kind: 'answer',
  status,
  text,
  contentType: 'application/json',
  latencyMs: 1,
  serverTiming: null,
})
const awsWords = /API Gateway|Lambda|SageMaker|AWS|endpoint|deploy|throttle|policy|CORS|stage/i

it.each<[Asked, boolean, RegExp]>([
  [answer(429, '{"message":"Limit Exceeded"}'), true, /all for today/],
  [answer(429, '{"message":"Too Many Requests"}'), true, /Too many at once/],
  [answer(401, '{"message":"Unauthorized"}'), false, /not allowed to call/],
  [answer(403, '{"message":"Forbidden"}'), false, /API key is needed/],
  [answer(403, '{"message":"Forbidden"}'), true, /not allowed to call/],
  [answer(413), true, /too much/],
  [answer(400, '{"message":"x"}'), true, /did not take this/],
  [answer(502), true, /not your fault|not answering/],
  [answer(504), true, /too long/],
  [{ kind: 'unreachable', timedOut: false, latencyMs: 1 }, true, /No answer came/],
])('%j is told in words that anybody understands', (asked, hasKey, words) => {
  const note = explainToVisitor(asked, hasKey)
  const said = `${note?.title} ${note?.text}`
  expect(said).toMatch(words)
  expect(said).not.toMatch(awsWords)
})

it('says nothing of a prediction', () => expect(explainToVisitor(answer(200), true)).toBeUndefined())
