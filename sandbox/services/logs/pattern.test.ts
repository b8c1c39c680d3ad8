import { describe, expect, it } from 'vitest'
import { patternTest } from './pattern'

describe('filter patterns', () => {
  it.each([
    [undefined, 'anything', true],
    ['', 'anything', true],
    ['ERROR', 'an ERROR here', true],
    ['ERROR', 'an error here', false],
    ['ERROR timeout', 'timeout: ERROR', true],
    ['ERROR timeout', 'ERROR', false],
    ['?ERROR ?WARN', 'WARN', true],
    ['?ERROR ?WARN', 'INFO', false],
    ['"Task timed out"', '2026 Task timed out after 3.00 seconds', true],
    ['"Task timed out"', 'timed Task out', false],
    ['ERROR -debug', 'ERROR in debug', false],
    ['"a \\"quoted\\" word"', 'a "quoted" word', true],
    ['"6a3f-11"', 'START RequestId: 6a3f-11 Version: 1', true],
  ])('%s on %s: %s', (pattern, message, holds) => {
    expect(patternTest(pattern)(message)).toBe(holds)
  })
  it('refuses what it does not know', () => {
    expect(() => patternTest('{ $.level = "ERROR" }')).toThrow('Invalid filter pattern')
  })
})
