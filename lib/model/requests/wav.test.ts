import { describe, expect, it } from 'vitest'
import { encodeWav, mixed } from './wav'

describe('a WAV file', () => {
  const bytes = encodeWav(new Float32Array([0, 1, -1, 2, 0.5]), 16_000)
  const view = new DataView(bytes.buffer)
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  it('names itself and its lengths', () => {
    expect([text(0, 4), text(8, 16), text(36, 40)]).toEqual(['RIFF', 'WAVEfmt ', 'data'])
    expect([view.getUint32(4, true), view.getUint32(40, true), bytes.length]).toEqual([46, 10, 54])
  })
  it('is one channel of 16 bits at its rate', () => {
    expect([view.getUint16(20, true), view.getUint16(22, true), view.getUint16(34, true)]).toEqual([1, 1, 16])
    expect([view.getUint32(24, true), view.getUint32(28, true)]).toEqual([16_000, 32_000])
  })
  it('cuts what is too loud', () => {
    expect([0, 1, 2, 3, 4].map((index) => view.getInt16(44 + index * 2, true))).toEqual([
      0, 32_767, -32_768, 32_767, 16_384,
    ])
  })
})

it('two channels become their mean', () => {
  expect([...mixed([new Float32Array([1, 0]), new Float32Array([0, 0.5])])]).toEqual([0.5, 0.25])
})
