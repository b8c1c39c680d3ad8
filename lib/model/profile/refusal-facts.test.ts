import { expect, it } from 'vitest'
import { refusalFacts } from './refusal-facts'

it.each([
  [424, 'Unsupported content-type: text/csv', '{"otherType":true}'],
  [415, 'Content-type application/json not supported.', '{"otherType":true}'],
  [400, 'Content type text/csv is not supported by this framework.', '{"otherType":true}'],
  [400, 'Feature shape mismatch, expected: 4, got 5', '{"width":4}'],
  [424, "'messages' must be a list of objects with a role and content", 'chat'],
  [422, 'Failed to deserialize the JSON body: missing field `messages` at line 1', 'chat'],
  [422, 'Failed to deserialize the JSON body into the target type: missing field `inputs` at line 1 column 2', 'text'],
  [400, "'inputs' must be a text or a list of texts", 'text'],
  [400, 'Input payload must contain text_inputs key.', 'json'],
  [422, 'missing field `query`', 'json'],
  [400, 'Unable to decode image', 'image'],
  [500, 'could not convert string to float', '{}'],
])('%i %s', (status, message, expected) => {
  const { reading, ...facts } = refusalFacts(status, message)
  expect(reading?.kind ?? JSON.stringify(facts)).toBe(expected)
})
