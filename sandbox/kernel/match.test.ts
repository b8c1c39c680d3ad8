import { expect, it } from 'vitest'
import { matchesPattern } from './match'

it.each([
  ['*', '', true],
  ['', '', true],
  ['', 'a', false],
  ['lambda:*', 'lambda:GetAlias', true],
  ['LAMBDA:get*', 'lambda:GetAlias', true],
  ['lambda:Get?lias', 'lambda:GetAlias', true],
  ['lambda:Get?', 'lambda:Get', false],
  ['*:role/*/x', 'arn:aws:iam::1:role/a/b/x', true],
  ['*:role/*/x', 'arn:aws:iam::1:role/x', false],
  ['a*b*b', 'abxb', true],
  ['a*b*b', 'ab', false],
  ['a.b', 'axb', false],
  ['a*', 'a\nb', true],
])('%s matches %s: %s', (pattern, value, is) => {
  expect(matchesPattern(pattern, value, true)).toBe(is)
})

it('resources keep their case', () => {
  expect(matchesPattern('arn:A*', 'arn:a1')).toBe(false)
})

it('many stars do not take time beyond measure', () => {
  expect(matchesPattern(`${'a*'.repeat(1_000)}b`, 'a'.repeat(20_000))).toBe(false)
})
