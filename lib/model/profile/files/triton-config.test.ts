import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTextProto } from './text-proto'
import { tritonModelOf } from './triton-config'

const simple = `
# https://github.com/triton-inference-server/server/blob/main/docs/examples/model_repository/simple/config.pbtxt
name: "simple"
platform: "tensorflow_graphdef"
max_batch_size: 8
input [
  { name: "INPUT0"
    data_type: TYPE_INT32
    dims: [ 4 ] },
  { name: "INPUT1" data_type: TYPE_INT32 dims: [ 4 ] }
]
output [ { name: "OUTPUT0" data_type: TYPE_INT32 dims: [ 4 ] } ]
`
const tensor = (name: string, shape: number[], datatype: string, data: unknown[]) => ({ name, shape, datatype, data })
const request = (config: string) => tritonModelOf(config)?.request?.inputs

describe('the request of a Triton model', () => {
  it.each<[what: string, config: string, inputs: object[] | undefined]>([
    [
      'has a batch of one before the dimensions',
      simple,
      [tensor('INPUT0', [1, 4], 'INT32', [1, 1, 1, 1]), tensor('INPUT1', [1, 4], 'INT32', [1, 1, 1, 1])],
    ],
    [
      'has none if the model takes no batches, and 1 for a dimension of any size',
      'max_batch_size: 0 input { name: "TEXT" data_type: TYPE_STRING dims: -1 dims: 2 } ',
      [tensor('TEXT', [1, 2], 'BYTES', ['text', 'text'])],
    ],
    [
      'leaves optional inputs out',
      'input [{name: "a", data_type: TYPE_BOOL, dims: [1]}, {name: "b", data_type: TYPE_FP32, dims: [1], optional: true}]',
      [tensor('a', [1], 'BOOL', [true])],
    ],
    ['is unknown of FP16, which is refused in JSON', 'input { name: "x" data_type: TYPE_FP16 dims: [ 2 ] }', undefined],
    ['is left out if it is a picture', 'input { name: "x" data_type: TYPE_FP32 dims: [ 3, 224, 224 ] }', undefined],
    ['is unknown without dimensions', 'input { name: "x" data_type: TYPE_FP32 }', undefined],
  ])('%s', (_, config, inputs) => {
    expect(tritonModelOf(config)).toBeDefined()
    expect(request(config)).toEqual(inputs)
  })
  it.each([
    ['input { name: "x" data_type: TYPE_FP16 dims: [ 2 ] }', 'x is FP16'],
    ['input [{name: "a" data_type: TYPE_FP32 dims: 1}, {name: "b" data_type: TYPE_BF16 dims: 1}]', 'b is BF16'],
    [
      'input { name: "x" data_type: TYPE_FP16 dims: 2 optional: true } input { name: "y" data_type: TYPE_FP32 dims: 1 }',
      undefined,
    ],
  ])('%s: what JSON cannot hold is %s', (config, binary) => {
    expect(tritonModelOf(config)?.binary).toBe(binary)
  })
  it('is a whole sequence if the model takes sequences', () => {
    const sequence = `${simple}\nsequence_batching { max_sequence_idle_microseconds: 5000000 }`
    expect(tritonModelOf(sequence)?.request?.parameters).toEqual({
      sequence_id: 1,
      sequence_start: true,
      sequence_end: true,
    })
    expect(tritonModelOf(simple)?.request).not.toHaveProperty('parameters')
  })
  it('knows the model that calls the others', () => {
    const ensemble = 'name: "all" platform: "ensemble" input { name: "x" data_type: TYPE_FP32 dims: 1 }'
    expect(tritonModelOf(ensemble)).toMatchObject({ name: 'all', isEnsemble: true })
  })
  it.each(['', 'name: "x"', 'flavors:\n  sklearn: {}', '{"input": 1}', 'input [', 'a: "open', `${'a{'.repeat(30)}`])(
    'is none of %j',
    (text) => expect(tritonModelOf(text)).toBeUndefined(),
  )
})

it('no text makes the reader throw', () => {
  const words = fc.constantFrom(...'{}[]<>:,;#"\'\\\n '.split(''), 'input', 'dims', 'name', '-1', '__proto__', '"x"')
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
      const message = parseTextProto(parts.join(''))
      expect(message === undefined || typeof message === 'object').toBe(true)
    }),
    { numRuns: 500 },
  )
})
