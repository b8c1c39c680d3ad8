import { describe, expect, it } from 'vitest'
import { deltaOf, replyOf, sseEvents, sseReader } from './sse'

const stream = (...words: string[]) =>
  `${words.map((content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`).join('')}data: [DONE]\n\n`

describe('events', () => {
  it.each([
    ['data: a\n\ndata: b\n\n', ['a', 'b']],
    ['data: a\r\n\r\ndata:b\r\n\r\n', ['a', 'b']],
    ['data: a\r\rdata: b\r\r', ['a', 'b']],
    ['data: a\ndata: b\n\n', ['a\nb']],
    [': keep-alive\n\nevent: token\nid: 7\ndata: a\n\n', ['a']],
    ['data\n\n', ['']],
    ['data: a: b\n\n', ['a: b']],
  ])('%j', (text, events) => {
    expect(sseEvents(text)).toEqual(events)
  })
  it('are the same wherever the chunks end', () => {
    for (const text of [stream('Good', ' day', ', Ä'), 'data: a\r\n\r\ndata: b\r\n\r\n', 'data: a\r\rdata: b\r\r']) {
      for (let first = 0; first <= text.length; first += 1) {
        for (let second = first; second <= text.length; second += 5) {
          const read = sseReader()
          const chunks = [text.slice(0, first), text.slice(first, second), text.slice(second)]
          expect(chunks.flatMap((chunk) => read(chunk))).toEqual(sseEvents(text))
        }
      }
    }
  })
  it('wait for their empty line', () => {
    const read = sseReader()
    expect([read('data: a\n'), read('\n')]).toEqual([[], ['a']])
  })
})

it.each([
  ['{"choices":[{"delta":{"role":"assistant"}}]}', ''],
  ['{"choices":[{"delta":{"content":"Hi"}}]}', 'Hi'],
  ['{"choices":[{"text":" there"}]}', ' there'],
  ['{"token":{"text":"Hi","special":false}}', 'Hi'],
  ['{"token":{"text":"</s>","special":true}}', ''],
  ['[DONE]', ''],
  ['{"cut', ''],
  ['null', ''],
])('%s adds %j', (data, words) => {
  expect(deltaOf(data)).toBe(words)
})

it.each([
  [stream('Good', ' day'), 'text/event-stream; charset=utf-8', 'Good day'],
  ['{"choices":[{"message":{"role":"assistant","content":"Hi"}}]}', 'application/json', 'Hi'],
  ['[{"generated_text":"Hi"}]', 'application/json', 'Hi'],
  ['{"generated_text":"Hi"}', 'application/json', 'Hi'],
  ['[0.1,0.9]', 'application/json', undefined],
  ['Hi', 'text/plain', undefined],
])('%s says so', (text, contentType, reply) => {
  expect(replyOf(text, contentType)).toBe(reply)
})
