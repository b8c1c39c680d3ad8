import { describe, expect, it } from 'vitest'
import { grouped, hasForbiddenSigns, readQuery } from './query'

describe('a query string', () => {
  it.each<[string, [string, string][]]>([
    ['data=5.1,3.5', [['data', '5.1,3.5']]],
    ['data=5.1%2C3.5', [['data', '5.1,3.5']]],
    [
      'data=1&data=2',
      [
        ['data', '1'],
        ['data', '2'],
      ],
    ],
    [
      'a=1;b=2',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['a=x+y%2B', [['a', 'x y+']]],
    ['a', [['a', '']]],
    ['a=b=c', [['a', 'b=c']]],
    ['a=%E4%BD%A0', [['a', '你']]],
    ['a=%zz', [['a', '%zz']]],
    ['', []],
  ])('%s', (raw, expected) => {
    expect(readQuery(raw)).toEqual(expected)
  })
  it('keeps the last of a repeated key, and all of them', () => {
    expect(grouped(readQuery('d=1&d=2'))).toEqual({ single: { d: '2' }, multi: { d: ['1', '2'] } })
    expect(grouped([])).toEqual({ single: null, multi: null })
  })
  it.each([
    ['a=1|2', true],
    ['a={1}', true],
    ['a=1%7C2', false],
  ])('%s is refused: %s', (raw, refused) => {
    expect(hasForbiddenSigns(raw)).toBe(refused)
  })
})
