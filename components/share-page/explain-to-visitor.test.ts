import { expect, it } from 'vitest'
import type { CallOutcome } from '../playground/call/call'
import { errorToVisitor, explainToVisitor } from './explain-to-visitor'

const response = (status: number, text = ''): CallOutcome => ({
  kind: 'response',
  status,
  text,
  contentType: 'application/json',
  latencyMs: 1,
  serverTiming: null,
})
const awsWords = /API Gateway|Lambda|SageMaker|AWS|endpoint|deploy|throttle|policy|CORS|stage/i

it.each<[CallOutcome, boolean, RegExp]>([
  [response(429, '{"message":"Limit Exceeded"}'), true, /all for today/],
  [response(429, '{"message":"Too Many Requests"}'), true, /Too many at once/],
  [response(401, '{"message":"Unauthorized"}'), false, /not allowed to call/],
  [response(403, '{"message":"Forbidden"}'), false, /API key is needed/],
  [response(403, '{"message":"Forbidden"}'), true, /not allowed to call/],
  [response(413), true, /too much/],
  [response(400, '{"message":"x"}'), true, /did not take this/],
  [
    response(400, '{"code":"model_refused","message":"X has 3 features, but SVC is expecting 4 features as input."}'),
    true,
    /Fill in each field/,
  ],
  [
    response(422, '{"code":"model_refused","message":"`inputs` must have less than 512 tokens. Given: 534"}'),
    true,
    /shorter text/,
  ],
  [response(400, '{"code":"model_refused","message":"cannot identify image file"}'), true, /JPEG or PNG/],
  [response(413, '{"message":"Request Too Long"}'), true, /too much/],
  [response(502), true, /not your fault|not answering/],
  [response(504), true, /too long/],
  [{ kind: 'unreachable', timedOut: false, latencyMs: 1 }, true, /No answer came/],
])('%j is explained in words that anybody understands', (outcome, hasKey, words) => {
  const note = explainToVisitor(outcome, hasKey)
  const said = `${note?.title} ${note?.text}`
  expect(said).toMatch(words)
  expect(said).not.toMatch(awsWords)
})

it('says nothing of a prediction', () => expect(explainToVisitor(response(200), true)).toBeUndefined())

/** Names and places that a container or AWS writes into its errors. */
const inside = [
  'arn:aws:sagemaker:eu-central-1:123456789012:endpoint/secret-endpoint',
  '/aws/sagemaker/Endpoints/secret-endpoint',
  'File "/opt/ml/model/code/secret.py", line 3, in predict_fn',
  'KeyError: secret-row-4711',
]
it.each(inside)('%s stays inside, whatever the status', (words) => {
  const said = [200, 400, 415, 422, 424, 500, 502].map((status) =>
    status === 200
      ? errorToVisitor(words)
      : explainToVisitor(response(status, JSON.stringify({ message: words })), true),
  )
  for (const note of said) {
    expect(note?.text).toMatch(/\.$/)
    expect(JSON.stringify(note)).not.toMatch(/secret|arn:|opt|line 3/)
  }
})
