import { describe, expect, it } from 'vitest'
import { inputsOfShapes } from './input-shapes'

describe('shapes of inputs', () => {
  it.each<[what: string, text: string, isTensorFlow: boolean, kinds: string | undefined, width?: number]>([
    ['a table', '{"input": [1, 13]}', false, 'rows/tensors', 13],
    ['a table of TensorFlow', '{"dense_1_input": [1, 4]}', true, 'tensors/rows', 4],
    ['PyTorch’s list of shapes', '[[1, 8]]', false, 'rows/tensors', 8],
    ['a shape alone', '[1, 8]', false, 'rows/tensors', 8],
    ['channels first', '{"input0": [1, 3, 224, 224]}', false, 'image/tensors'],
    ['channels last', '{"input_1": [1, 224, 224, 3]}', true, 'image/tensors'],
    ['single quotes, as the documentation writes them', "{'data': [1, 1, 28, 28]}", false, 'image/tensors'],
    ['Core ML', '{"input_1": {"shape": [1, 224, 224, 3]}}', false, 'image/tensors'],
    ['token ids', '{"input_ids": [1, 128], "attention_mask": [1, 128]}', false, 'text/tensors'],
    ['two tables', '{"a": [1, 3], "b": [1, 4]}', false, 'tensors'],
    ['a sequence', '{"x": [1, 24, 6]}', false, 'tensors'],
    ['a dimension of any size', '{"x": [-1, -1]}', false, 'tensors'],
    ['more columns than a contract has', '{"x": [1, 5000]}', false, 'tensors'],
    ['no shape', '{"x": "float"}', false, undefined],
    ['no JSON', 'input: 1,13', false, undefined],
  ])('%s', (_, text, isTensorFlow, kinds, width) => {
    const found = inputsOfShapes(text, isTensorFlow)
    expect(found?.readings.map(({ kind }) => kind).join('/')).toBe(kinds)
    expect(found?.features?.length).toBe(width)
  })

  it('has a body of ones where it is short', () => {
    const body = inputsOfShapes('{"x": [1, 2, 2]}', true)?.readings[0]?.input
    expect(JSON.parse(body?.kind === 'json' ? (body.example ?? '') : '')).toEqual({
      instances: [
        [
          [1, 1],
          [1, 1],
        ],
      ],
    })
  })
})
