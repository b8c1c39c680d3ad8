import { expect, it } from 'vitest'
import { drawsOf } from './seed'

const tenOf = (seed: number) => {
  const draw = drawsOf(seed)
  return Array.from({ length: 10 }, () => draw(6))
}

it('repeats its draws for the same seed, and draws every number', () => {
  expect(tenOf(17)).toEqual(tenOf(17))
  expect(tenOf(17)).not.toEqual(tenOf(18))
  const draw = drawsOf(17)
  const drawn = new Set(Array.from({ length: 200 }, () => draw(6)))
  expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5])
})
