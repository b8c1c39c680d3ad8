import { expect, it } from 'vitest'
import { plural, pluralWord } from './plural'

it.each([
  [0, 'row', undefined, '0 rows'],
  [1, 'row', undefined, '1 row'],
  [2, 'row', undefined, '2 rows'],
  [1.5, 'second', undefined, '1.5 seconds'],
  [1000, 'row', undefined, '1,000 rows'],
  [1_234_567, 'row', undefined, '1,234,567 rows'],
  [1, 'query', 'queries', '1 query'],
  [3, 'query', 'queries', '3 queries'],
  [1, 'resource is', 'resources are', '1 resource is'],
  [11, 'resource is', 'resources are', '11 resources are'],
] as const)('%s of %s, %s: %s', (count, one, many, text) => {
  expect(plural(count, one, many)).toBe(text)
})

it.each([
  [0, 'dimension', undefined, 'dimensions'],
  [1, 'dimension', undefined, 'dimension'],
  [1, 'waits', 'wait', 'waits'],
  [2, 'waits', 'wait', 'wait'],
] as const)('the word alone for %s: %s, %s', (count, one, many, word) => {
  expect(pluralWord(count, one, many)).toBe(word)
})
