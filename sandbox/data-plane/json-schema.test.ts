import { describe, expect, it } from 'vitest'
import { fits } from './json-schema'

const rows = {
  type: 'object',
  required: ['data'],
  properties: {
    data: { type: 'array', items: { type: 'array', minItems: 2, maxItems: 2, items: { type: 'number' } } },
  },
}

describe('a body', () => {
  it.each([
    [{ data: [[1, 2.5]] }, true],
    [{ data: [] }, true],
    [{ data: [[1]] }, false],
    [{ data: [[1, 2, 3]] }, false],
    [{ data: [['1', 2]] }, false],
    [{ data: '1,2' }, false],
    [{}, false],
    [null, false],
  ])('%j: %s', (body, holds) => {
    expect(fits(body, rows, () => undefined)).toBe(holds)
  })
  it.each([
    [{ type: 'string', pattern: '^a', maxLength: 3 }, 'abc', true],
    [{ type: 'string', pattern: '^a', maxLength: 3 }, 'abcd', false],
    [{ enum: ['USA', 'Japan'] }, 'Japan', true],
    [{ enum: ['USA', 'Japan'] }, 'Mars', false],
    [{ type: 'integer', minimum: 1, maximum: 3 }, 4, false],
    [{ type: 'integer' }, 1.5, false],
    [{ type: ['string', 'null'] }, null, true],
    [{ $ref: '#/definitions/Row', definitions: { Row: { type: 'number' } } }, 'x', false],
    [{ $ref: '#/components/schemas/Row' }, 'x', false],
    [{ $ref: 'https://apigateway.amazonaws.com/restapis/a1/models/Row' }, 1, true],
    [{ properties: { a: { $ref: '#/components/schemas/Row' } } }, { a: 'x' }, false],
    [{ $schema: 'http://json-schema.org/draft-04/schema#', id: 'Row', type: 'object' }, {}, true],
    [{ minimum: 1, exclusiveMinimum: true }, 1, false],
    [{ oneOf: [{ type: 'string' }, { minLength: 1 }] }, 'a', false],
    [{ additionalProperties: false, properties: { a: {} } }, { b: 1 }, false],
    [{ properties: { a: { type: 'number' } } }, { a: null }, false],
    [{ type: 'string', format: 'date', example: 'x' }, 'no date', true],
  ])('%j on %j: %s', (schema, value, holds) => {
    expect(fits(value, schema, (name) => (name === 'Row' ? { type: 'number' } : undefined))).toBe(holds)
  })
})
