/** Pages with handwritten digits on them, and where each is: what the detector is measured on. */
import { PNG } from 'pngjs'
import { randomFrom } from '../random'
import { type Digit, side } from './digits'
import type { Ink, Part } from './ink'

export interface Page {
  ink: Ink
  truth: { digit: number; part: Part }[]
}

const [width, height] = [240, 90]

/** Puts digits side by side, each at its own height and in its own size: one to two times MNIST's. */
export function pageOf(digits: Digit[], seed: number): Page {
  const random = randomFrom(seed)
  const column = width / digits.length
  const placed = digits.map(({ pixels, digit }, index) => {
    const scale = 1 + random()
    const size = Math.floor(side * scale)
    const left = Math.floor(index * column + random() * (column - size))
    const top = Math.floor(random() * (height - size))
    const at = (x: number, y: number) => {
      const [column, row] = [Math.floor((x - left) / scale), Math.floor((y - top) / scale)]
      return column >= 0 && row >= 0 && column < side && row < side ? (pixels[row * side + column] ?? 0) : 0
    }
    return { digit, at }
  })
  const inkAt = (x: number, y: number) => Math.max(0, ...placed.map(({ at }) => at(x, y)))
  return { ink: { width, height, inkAt }, truth: placed.map(({ digit, at }) => ({ digit, part: tightly(at) })) }
}

/** Returns the smallest box with all that can be seen of a digit. */
function tightly(at: (x: number, y: number) => number): Part {
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (at(x, y) > 0.2)
        [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)]
  return { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** Returns intersection over union, 0 to 1. */
export function overlapOf(a: Part, b: Part): number {
  const wide = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)
  const high = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top)
  const both = Math.max(0, wide) * Math.max(0, high)
  return both / (a.width * a.height + b.width * b.height - both)
}

/** Dark ink on white paper. */
export function pngOf({ width, height, inkAt }: Ink): Buffer {
  const picture = new PNG({ width, height })
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const grey = Math.round(255 * (1 - inkAt(x, y)))
      picture.data.set([grey, grey, grey, 255], (y * width + x) * 4)
    }
  return PNG.sync.write(picture)
}
