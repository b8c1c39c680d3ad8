import { expect, it } from 'vitest'
import type { Feature } from '../contract/contract'
import { madeExamples, madeInput, publicFeature } from './made-sample'

const features: Feature[] = [
  { name: 'age', type: 'integer', min: 20, max: 61, default: '33' },
  { name: 'width', type: 'number', min: 0.1, max: 2.5 },
  { name: 'place', type: 'choice', choices: ['Portland, OR', 'Oslo'] },
  { name: 'member', type: 'boolean' },
  { name: 'note', type: 'text' },
  { name: 'plain', type: 'number' },
]

it('makes a row of types and ranges, and of nothing else', () =>
  expect(madeExamples(features)).toEqual([
    { name: 'Made from the ranges', value: '41,1.3,"Portland, OR",true,text,1' },
  ]))

it('makes up a text where the model reads texts', () => {
  expect(madeExamples([], { kind: 'text', wrap: 'inputs', parameters: [] })).toHaveLength(1)
  expect(madeExamples([], { kind: 'image', contentType: 'image/png' })).toEqual([])
  expect(madeExamples([])).toEqual([])
})

it('keeps the form of a body and none of its values', () => {
  const example = '{"instances":[{"start":"2019-05-04","target":[4711.5,2],"cat":[3],"who":"Ana"}],"on":true,"x":null}'
  expect(madeInput({ kind: 'json', example })).toEqual({
    kind: 'json',
    example: '{"instances":[{"start":"2024-01-01 00:00:00","target":[1,1],"cat":[1],"who":"text"}],"on":true,"x":null}',
  })
  expect(madeInput({ kind: 'json', example: 'Ana, 4711' })).toEqual({ kind: 'json', example: undefined })
  expect(madeInput({ kind: 'chat', system: 'You know Ana', parameters: [], stream: true })).toEqual({
    kind: 'chat',
    system: undefined,
    parameters: [],
    stream: true,
  })
  expect(madeInput(undefined)).toBeUndefined()
})

it('keeps the form of a tensor, and no name of anything else', () => {
  const tensor = { name: 'INPUT__0', datatype: 'FP32', shape: [1, 2], data: [4.7, 2] }
  const example = JSON.stringify({ inputs: [tensor], customer: { name: 'Ana', shape: 'round', datatype: 'person' } })
  const input = madeInput({ kind: 'json', example })
  expect(JSON.parse((input?.kind === 'json' && input.example) || '')).toEqual({
    inputs: [{ ...tensor, data: [1, 1] }],
    customer: { name: 'text', shape: 'text', datatype: 'text' },
  })
})

it('keeps settings of a language model, and no other value beside a text', () => {
  const parameters: Feature[] = [
    { name: 'temperature', type: 'number', default: '0.7' },
    { name: 'user', type: 'text', default: 'Ana' },
    { name: 'customer', type: 'integer', default: '4711' },
  ]
  const kept = [
    { name: 'temperature', type: 'number', default: '0.7' },
    { name: 'user', type: 'text' },
  ]
  expect(madeInput({ kind: 'text', wrap: 'inputs', parameters })).toMatchObject({
    parameters: [...kept, { name: 'customer', type: 'integer' }],
  })
  expect(JSON.stringify(madeInput({ kind: 'chat', parameters, stream: false }))).not.toMatch(/Ana|4711/)
})

it.each<[Feature, boolean, object]>([
  [{ name: 'a', type: 'number', min: 4.3, max: 7.9, default: '5.8' }, false, { min: 4.3, max: 7.9, default: '5.8' }],
  [{ name: 'a', type: 'number', min: -0.12345, max: 4711.0815 }, false, { min: -0.124, max: 4720 }],
  [
    { name: 'a', type: 'integer', min: 1613, max: 5140, default: '2803' },
    false,
    { min: 1610, max: 5140, default: '2800' },
  ],
  [{ name: 'a', type: 'number', default: '4711.0815' }, true, {}],
  [{ name: 'a', type: 'number', min: 0, max: 0, default: '0' }, true, {}],
  [{ name: 'a', type: 'choice', choices: ['x', 'y', 'Ana'], histogram: [5, 4, 1] }, true, { choices: ['x', 'y'] }],
  [
    { name: 'a', type: 'choice', choices: ['x', 'Ana'], histogram: [5, 1] },
    false,
    { choices: ['x', 'Ana'], histogram: [5, 1] },
  ],
])('%j shows its type and range', (feature, captured, shown) =>
  expect(publicFeature(feature, captured)).toEqual({ name: 'a', type: feature.type, ...shown }),
)

it('a captured choice that was sent once is a text', () =>
  expect(publicFeature({ name: 'a', type: 'choice', choices: ['Ana'], default: 'Ana' }, true)).toEqual({
    name: 'a',
    type: 'text',
  }))
