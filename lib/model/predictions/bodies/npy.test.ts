/** Bytes as NumPy 2.4 wrote them with `numpy.lib.format.write_array`, in base64. */
import { describe, expect, it } from 'vitest'
import { headlineOf } from '../headline'
import { parsePrediction } from '../parse'
import type { Prediction } from '../prediction'
import type { Output } from '../shape'
import { readNpy } from './npy'
import { npyText } from './npy-body'

const bytesOf = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'))

const arrays: [string, string, object][] = [
  [
    'f4',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/AAAAwAAAQEAAAIBAAACgQAAAyEA=',
    { dtype: 'float32', shape: [2, 3], values: [1.5, -2, 3, 4, 5, 6.25] },
  ],
  [
    'f4 big',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPmY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo/wAAAwAAAAEBAAABAgAAAQKAAAEDIAAA=',
    { dtype: 'float32', shape: [2, 3], values: [1.5, -2, 3, 4, 5, 6.25] },
  ],
  [
    'f8, version 2',
    'k05VTVBZAgB0AAAAeydkZXNjcic6ICc8ZjgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwgMyksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAD4PwAAAAAAAADAAAAAAAAACEAAAAAAAAAQQAAAAAAAABRAAAAAAAAAGUA=',
    { dtype: 'float64', shape: [2, 3], values: [1.5, -2, 3, 4, 5, 6.25] },
  ],
  [
    'f8 big, Fortran',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPmY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMyksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo/+AAAAAAAAEAQAAAAAAAAwAAAAAAAAABAFAAAAAAAAEAIAAAAAAAAQBkAAAAAAAA=',
    { dtype: 'float64', shape: [2, 3], values: [1.5, -2, 3, 4, 5, 6.25] },
  ],
  [
    'f2',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGYyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDYsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAOACU/3sAfAB+AQA=',
    {
      dtype: 'float16',
      shape: [6],
      values: [0.5, -0.0009765625, 65504, Number.POSITIVE_INFINITY, Number.NaN, 2 ** -24],
    },
  ],
  [
    'i1',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnfGkxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqAfw==',
    { dtype: 'int8', shape: [2], values: [-128, 127] },
  ],
  [
    'u1',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoA/w==',
    { dtype: 'uint8', shape: [2], values: [0, 255] },
  ],
  [
    'i2 big',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPmkyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAr+1AEs',
    { dtype: 'int16', shape: [2], values: [-300, 300] },
  ],
  [
    'u2',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPHUyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAr//w==',
    { dtype: 'uint16', shape: [1], values: [65535] },
  ],
  [
    'i4',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGk0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqQ7v7/',
    { dtype: 'int32', shape: [1], values: [-70000] },
  ],
  [
    'u4 big',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPnU0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAr/////',
    { dtype: 'uint32', shape: [1], values: [4294967295] },
  ],
  [
    'i8',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAr7/////////wEAAAAAACAA',
    { dtype: 'int64', shape: [2], values: [-5, '9007199254740993'] },
  ],
  [
    'u8 big',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPnU4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAr//////////wAAAAAAAAAH',
    { dtype: 'uint64', shape: [2], values: ['18446744073709551615', 7] },
  ],
  [
    'b1',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnfGIxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAA==',
    { dtype: 'bool', shape: [2], values: [true, false] },
  ],
  [
    'text',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPFU2JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIApzAAAAZQAAAHQAAABvAAAAcwAAAGEAAABnAAAAcgAAAPYAAADfAAAAZQAAAHIAAAA48wEAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    { dtype: 'text', shape: [3], values: ['setosa', 'größer', '🌸'] },
  ],
  [
    'text, big',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPlUyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAABhAAAAYgAAAGMAAAAA',
    { dtype: 'text', shape: [2], values: ['ab', 'c'] },
  ],
  [
    'bytes',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnfFMzJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAp5ZXNubwA=',
    { dtype: 'bytes', shape: [2], values: ['yes', 'no'] },
  ],
  [
    'a single value',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAIA1QA==',
    { dtype: 'float64', shape: [], values: [21.5] },
  ],
  [
    'no value',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDAsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo=',
    { dtype: 'float32', shape: [0, 3], values: [] },
  ],
  [
    'three dimensions, Fortran',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGk0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMywgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAABgAAAAIAAAAIAAAABAAAAAoAAAABAAAABwAAAAMAAAAJAAAABQAAAAsAAAA=',
    { dtype: 'int32', shape: [2, 3, 2], values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
  ],
  [
    'complex numbers',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGMxNicsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgxLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAADwPwAAAAAAAABA',
    { dtype: '<c16', shape: [1] },
  ],
  [
    'a date',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPE04W0RdJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAopUQAAAAAAAA==',
    { dtype: '<M8[D]', shape: [1] },
  ],
  [
    'a record, version 3',
    'k05VTVBZAwB0AAAAeydkZXNjcic6IFsoJ2EnLCAnPGk0JyksICgnZ3LDtsOfZScsICc8ZjgnKV0sICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgxLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAAAAAAAAAABEA=',
    { dtype: "[('a', '<i4'), ('größe', '<f8')]", shape: [1] },
  ],
]

it.each(arrays)('%s', (_, base64, array) => {
  expect(readNpy(bytesOf(base64))).toEqual(array)
})

const table =
  'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIArNzMw9zcxMPjMzMz/NzEw/zczMPc3MzD0='
const classes =
  'k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoCAAAAAAAAAA=='
const single =
  'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAIA1QA=='
const texts =
  'k05VTVBZAQB2AHsnZGVzY3InOiAnPFU2JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIApzAAAAZQAAAHQAAABvAAAAcwAAAGEAAABnAAAAcgAAAPYAAADfAAAAZQAAAHIAAAA48wEAAAAAAAAAAAAAAAAAAAAAAAAAAAA='
const truths =
  'k05VTVBZAQB2AHsnZGVzY3InOiAnfGIxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAA=='
const cube =
  'k05VTVBZAQB2AHsnZGVzY3InOiAnPGk0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMywgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAABgAAAAIAAAAIAAAABAAAAAoAAAABAAAABwAAAAMAAAAJAAAABQAAAAsAAAA='
const dates =
  'k05VTVBZAQB2AHsnZGVzY3InOiAnPE04W0RdJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAopUQAAAAAAAA=='

describe('no array', () => {
  it.each([
    ['a cut one', bytesOf(table).slice(0, -1)],
    ['a cut header', bytesOf(table).slice(0, 60)],
    ['its begin only', bytesOf(table).slice(0, 6)],
    ['a version to come', bytesOf(table).with(6, 4)],
    ['anything else', new TextEncoder().encode('0.1,0.2,0.7 and so on')],
  ])('%s', (_, bytes) => expect(readNpy(bytes)).toBeUndefined())
})

describe('as a prediction', () => {
  const parse = (text: string, recordCount: number, output?: Output) =>
    parsePrediction({ text, contentType: 'application/x-npy', recordCount }, output)
  const species: Output = { task: 'classification', labels: ['setosa', 'versicolor', 'virginica'] }

  it.each<[string, string, number, Output, Partial<Prediction>, string]>([
    [
      'two rows of probabilities',
      table,
      2,
      species,
      {
        kind: 'rows',
        rows: [
          {
            kind: 'classes',
            label: 'virginica',
            scores: [
              { label: 'setosa', probability: 0.1 },
              { label: 'versicolor', probability: 0.2 },
              { label: 'virginica', probability: 0.7 },
            ],
          },
          {
            kind: 'classes',
            label: 'setosa',
            scores: [
              { label: 'setosa', probability: 0.8 },
              { label: 'versicolor', probability: 0.1 },
              { label: 'virginica', probability: 0.1 },
            ],
          },
        ],
      },
      '2 predictions',
    ],
    ['a class index', classes, 1, species, { kind: 'classes', label: 'virginica', scores: [] }, 'virginica'],
    ['a single value', single, 1, { unit: 'mpg' }, { kind: 'value', value: 21.5, unit: 'mpg' }, '21.5'],
    ['class names', texts, 3, species, { kind: 'rows' }, '3 predictions'],
    ['truths', truths, 2, { labels: ['false', 'true'] }, { kind: 'rows' }, '2 predictions'],
    ['three dimensions', cube, 1, undefined, { kind: 'tensors' }, 'array 2 × 3 × 2'],
    [
      'values that are not read',
      dates,
      1,
      { name: 'due' },
      { kind: 'tensors', tensors: [{ name: 'due', datatype: '<M8[D]', shape: [1], data: [] }] },
      'due 1',
    ],
  ])('%s', (_, text, recordCount, output, prediction, headline) => {
    expect(parse(text, recordCount, output)).toMatchObject(prediction)
    expect(headlineOf(parse(text, recordCount, output))).toBe(headline)
  })

  it('is read whether the gateway gave bytes or base64', () => {
    expect(npyText(bytesOf(table))).toBe(table)
    expect(npyText(new TextEncoder().encode(table))).toBe(table)
  })

  it('is raw where its end is missing', () => {
    expect(parse(table.slice(0, 120), 2)).toMatchObject({ kind: 'raw' })
    expect(parse('k05VTVBZ*', 2)).toMatchObject({ kind: 'raw' })
  })
})
