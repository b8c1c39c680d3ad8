import { describe, expect, it } from 'vitest'
import { fromPlain, toPlain } from './plain'

const through = (value: unknown) => fromPlain(JSON.parse(JSON.stringify(toPlain(value))))

describe('state as JSON', () => {
  it.each<[string, unknown]>([
    ['text, numbers, nothing', { name: 'iris', age: -1.5, there: false, gone: null, list: [1, 'a', []] }],
    ['a Map in a Map, with numbers as keys', new Map([['a', new Map([[1, { deep: new Map() }]])]])],
    ['the order of a Map', new Map([...'b12a'].map((key, index) => [key, index]))],
    ['a Set', { attached: new Set(['arn:one', 'arn:two']) }],
    ['bytes', { body: Buffer.from([0, 255, 10, 128]), empty: Buffer.alloc(0) }],
  ])('keeps %s', (_, value) => {
    expect(through(value)).toEqual(value)
    if (value instanceof Map) expect([...(through(value) as typeof value).keys()]).toEqual([...value.keys()])
  })

  it('leaves out what is undefined, as JSON does', () => {
    expect(Object.keys(through({ a: undefined, b: 1 }) as object)).toEqual(['b'])
  })

  it('keeps equal bytes once', () => {
    const zip = Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 7919) % 251))
    const { value } = toPlain([zip, Buffer.from(zip), Buffer.from('other')])
    expect(value).toEqual([{ $bytes: [0, 4_000] }, { $bytes: [0, 4_000] }, { $bytes: [4_000, 4_005] }])
  })

  it.each<[string, unknown, RegExp]>([
    ['a function', { run: () => {} }, /not \[object Function\]/],
    ['an instance of a class', { url: new URL('https://acme.dev') }, /not \[object URL\]/],
    ['a date', { at: new Date() }, /not \[object Date\]/],
    ['a number that JSON does not have', [Number.NaN], /not \[object Number\]/],
    ['a key that would be read as a Map', { $map: [] }, /\$map begins with \$/],
  ])('refuses %s', (_, value, message) => {
    expect(() => toPlain(value)).toThrow(message)
  })
})
