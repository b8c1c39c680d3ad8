import { expect, it } from 'vitest'
import { keyProblem, tagChanges, tooMany, valueProblem } from './endpoint-tags'
import { endpointTagsSchema } from './endpoint-tags-schema'

it.each([
  ['team', undefined],
  ['Kostenstelle für ML', undefined],
  [' ', /Type a key/],
  ['AWS:x', /reserved for AWS/],
  ['portico:managed', /the console’s own/],
  ['a'.repeat(129), /at most 128/],
  ['a,b', /letters, digits/],
])('%j as a key', (key, problem) => {
  if (problem) expect(keyProblem(key)).toMatch(problem)
  else expect(keyProblem(key)).toBeUndefined()
})

it('allows an empty value, and no long or odd one', () => {
  expect(valueProblem('')).toBeUndefined()
  expect(valueProblem('a'.repeat(257))).toMatch(/at most 256/)
  expect(valueProblem('a\nb')).toMatch(/letters, digits/)
})

it.each([
  [[]],
  [
    [
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
    ],
  ],
  [Array(6).fill({ key: 'a', value: '' })],
  [[{ key: 'aws:a', value: '' }]],
])('refuses %j', (tags) => {
  expect(endpointTagsSchema.safeParse(tags).success).toBe(false)
})

it('names what differs, and why it does not fit', () => {
  const had = { team: 'growth', stage: 'prod', constructor: 'x' }
  const tags = [
    { key: 'team', value: 'fraud' },
    { key: 'stage', value: 'prod' },
    { key: 'owner', value: '' },
    { key: 'toString', value: 'y' },
  ]
  expect(tagChanges(had, tags)).toEqual([
    { key: 'team', from: 'growth', to: 'fraud' },
    { key: 'owner', to: '' },
    { key: 'toString', to: 'y' },
  ])
  const full = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, '']))
  expect(tooMany({ ...full, 'aws:x': '' }, [{ key: 't1', from: '', to: 'y' }])).toBeUndefined()
  expect(tooMany(full, [{ key: 'new', to: '' }])).toMatch(/It has 50 tags/)
})
