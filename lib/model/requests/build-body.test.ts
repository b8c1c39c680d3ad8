import { describe, expect, it } from 'vitest'
import type { Feature } from '../contract/contract'
import { binaryBody, chatBody, jsonBody, maxBinaryBytes, textBody } from './build-body'

const parameters: Feature[] = [
  { name: 'top_k', type: 'integer' },
  { name: 'temperature', type: 'number' },
  { name: 'do_sample', type: 'boolean' },
  { name: 'language', type: 'choice', choices: ['en', 'de'] },
]
const bodyOf = (body: string | Blob) => JSON.parse(String(body))

describe('a text', () => {
  it.each([
    ['inputs', { top_k: '3', temperature: '0.5' }, { inputs: 'Hi', parameters: { top_k: 3, temperature: 0.5 } }],
    [
      'inputs',
      { do_sample: 'false', language: 'de' },
      { inputs: 'Hi', parameters: { do_sample: false, language: 'de' } },
    ],
    ['inputs', { top_k: ' ' }, { inputs: 'Hi' }],
    ['instances', {}, { instances: ['Hi'] }],
    ['instances', { top_k: '2' }, { instances: ['Hi'], configuration: { top_k: 2 } }],
  ] as const)('%s with %j', (wrap, values, expected) => {
    const { body, contentType } = textBody({ kind: 'text', wrap, parameters }, 'Hi', values)
    expect([bodyOf(body), contentType]).toEqual([expected, 'application/json'])
  })
  it('goes as it is where nothing wraps it', () => {
    expect(textBody({ kind: 'text', wrap: 'plain', parameters: [] }, 'Hi, "you"', {})).toEqual({
      body: 'Hi, "you"',
      contentType: 'text/plain',
    })
  })
})

describe('a conversation', () => {
  const messages = [{ role: 'user', content: 'Hi' }] as const
  it.each([
    [false, '', {}, { messages }],
    [true, '', { temperature: '0' }, { messages, temperature: 0, stream: true }],
    [false, ' Be short ', {}, { messages: [{ role: 'system', content: 'Be short' }, ...messages] }],
  ])('stream %s, system %j, values %j', (stream, system, values, expected) => {
    const { body } = chatBody({ kind: 'chat', parameters, stream }, system, [...messages], values)
    expect(bodyOf(body)).toEqual(expected)
  })
})

describe('JSON', () => {
  it('passes as it was written, or says what is wrong', () => {
    expect(jsonBody('{"a": [1]}')).toMatchObject({ ok: true, value: { body: '{"a": [1]}' } })
    expect(jsonBody('{"a": [1}')).toMatchObject({ ok: false, error: { code: 'invalid-json' } })
  })
  it('has one value a line if the model reads JSON Lines, and keeps its digits', () => {
    const lines = { contentType: 'application/jsonlines' as const }
    const sent = (text: string) => jsonBody(text, lines)
    expect(sent('{\n  "a": [1.50, 900719925474099301]\n}')).toMatchObject({
      value: { body: '{"a":[1.50,900719925474099301]}', contentType: 'application/jsonlines' },
    })
    expect(sent('{"a":1}\r\n\n{"a":2}\n')).toMatchObject({ value: { body: '{"a":1}\n{"a":2}' } })
    expect(sent('{"a":1}\n{"a":}')).toMatchObject({
      error: { code: 'invalid-json', message: expect.stringMatching(/^Line 2 is not JSON\./) },
    })
    expect(sent(' ')).toMatchObject({ ok: false })
  })
})

describe('bytes', () => {
  const file = (size: number) => new Blob([new Uint8Array(size)], { type: 'image/png' })
  it.each([
    ['application/x-image', 'application/x-image'],
    ['image/*', 'image/png'],
  ])('for %s are sent as %s', (contract, sent) => {
    expect(binaryBody(contract, file(3))).toMatchObject({ ok: true, value: { contentType: sent } })
  })
  it('are refused where Lambda would refuse them', () => {
    expect(binaryBody('image/png', file(maxBinaryBytes)).ok).toBe(true)
    expect(binaryBody('image/png', file(maxBinaryBytes + 1))).toMatchObject({ ok: false, error: { code: 'too-large' } })
  })
})
