import { describe, expect, it } from 'vitest'
import { continued, interleave, requestIdOf } from './interleave'
import type { LogEntry, LogSource } from './types'

const entry = (second: number, source: LogSource, text: string): LogEntry => ({
  at: `2026-11-25T10:00:0${second}.000Z`,
  source,
  stream: 's',
  text,
})
const texts = (entries: LogEntry[]) => entries.map(({ text }) => text)

describe('lines of several groups', () => {
  it('stand in time, those of one moment in the order of the groups', () => {
    const fn = [entry(1, 'function', 'START'), entry(2, 'function', 'line'), entry(2, 'function', 'END')]
    const container = [entry(2, 'container', 'POST /invocations'), entry(3, 'container', 'later')]
    expect(texts(interleave([fn, container]))).toEqual(['START', 'line', 'END', 'POST /invocations', 'later'])
  })
  it('are continued without a line twice, late ones in their place, the latest kept', () => {
    const known = [entry(1, 'function', 'a'), entry(4, 'function', 'd')]
    const found = [entry(4, 'function', 'd'), entry(2, 'container', 'b'), entry(5, 'function', 'e')]
    expect(texts(continued(known, found, 10))).toEqual(['a', 'b', 'd', 'e'])
    expect(texts(continued(known, found, 2))).toEqual(['d', 'e'])
    expect(continued(known, [entry(1, 'function', 'a')], 10)).toBe(known)
  })
})

it.each([
  ['2026\t7f0e\tINFO\t{"requestId":"1c8d1b7f-8f0d-4a6b","status":200}', '1c8d1b7f-8f0d-4a6b'],
  ['START RequestId: 1c8d1b7f Version: 1', undefined],
  ['{"requestId":""}', undefined],
])('%s names %s', (text, id) => {
  expect(requestIdOf(text)).toBe(id)
})
