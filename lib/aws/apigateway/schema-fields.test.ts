import { expect, it } from 'vitest'
import { schemaFields } from './schema-fields'

const fieldsOf = (schema: string) => schemaFields({ name: 'Iris', schema })

it('names each rule, and no description but a feature of that name', () => {
  const properties = { description: { type: 'string', description: 'words' }, size: { enum: ['a, b', 1] }, any: {} }
  expect(fieldsOf(JSON.stringify({ type: 'object', description: 'words', required: ['size'], properties }))).toEqual({
    'model Iris type': '"object"',
    'model Iris required': '["size"]',
    'model Iris properties.description.type': '"string"',
    'model Iris properties.size.enum': '["a, b",1]',
    'model Iris properties.any': 'anything',
  })
})

it('is the same for the same rules in another order and form', () => {
  expect(fieldsOf('{\n  "b": [ {"c": 1} ],\n  "a": 2 }')).toEqual(fieldsOf('{"a":2,"b":[{"c":1}]}'))
})

it.each([
  ['objects', '{"a":'.repeat(50_000) + 1 + '}'.repeat(50_000)],
  ['lists', '['.repeat(50_000) + ']'.repeat(50_000)],
])('ends with %s that are nested without end', (_, schema) => {
  expect(Object.values(fieldsOf(schema))).toEqual(['nested deeper'])
})

it.each([undefined, '', 'no JSON'])('takes %j', (schema) => {
  expect(Object.keys(schemaFields({ name: 'Iris', schema }))).toEqual(['model Iris schema'])
})
