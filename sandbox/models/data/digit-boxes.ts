/**
 * Finds handwritten digits on a page: ink that hangs together is one digit, which the digit model names. It learns nothing of
 * its own; `digits.ts` does.
 */

import { once } from '../once'
import { shrunk, side, trainDigits } from './digits'
import type { Ink, Part } from './ink'

interface Found {
  digit: number
  /** The probability of the digit, 0 to 1. */
  score: number
  part: Part
}

/** Less is paper. */
const leastInk = 0.35
/** Strokes of one digit that do not touch are at most that far apart, as a fraction of the height of what is found. */
const gap = 0.08
/** Smaller spots are dirt. */
const leastHeight = 8

const model = once(trainDigits)

export function findDigits(page: Ink): Found[] {
  return joined(strokesOf(page))
    .filter(({ height }) => height >= leastHeight)
    .map((part) => {
      const scores = model()(framed(page, part))
      const digit = scores.indexOf(Math.max(...scores))
      return { digit, score: scores[digit] ?? 0, part }
    })
    .sort((a, b) => b.score - a.score)
}

/** Returns class, score and corners of each digit, in fractions of the page. */
export const boxesOf = (page: Ink): number[][] =>
  findDigits(page).map(({ digit, score, part: { left, top, width, height } }) => [
    digit,
    score,
    left / page.width,
    top / page.height,
    (left + width) / page.width,
    (top + height) / page.height,
  ])

/** Returns the boxes of ink that hangs together, corners included. */
function strokesOf({ width, height, inkAt }: Ink): Part[] {
  const open = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) open[y * width + x] = inkAt(x, y) >= leastInk ? 1 : 0
  const parts: Part[] = []
  for (let start = 0; start < open.length; start += 1) if (open[start]) parts.push(flooded(open, start, width, height))
  return parts
}

function flooded(open: Uint8Array, start: number, width: number, height: number): Part {
  let [left, top, right, bottom] = [width, height, 0, 0]
  const waiting = [start]
  open[start] = 0
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)]
    ;[left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)]
    for (let nextY = Math.max(0, y - 1); nextY <= Math.min(height - 1, y + 1); nextY += 1)
      for (let nextX = Math.max(0, x - 1); nextX <= Math.min(width - 1, x + 1); nextX += 1) {
        const next = nextY * width + nextX
        if (!open[next]) continue
        open[next] = 0
        waiting.push(next)
      }
  }
  return { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** Joins the strokes that are next to each other. */
function joined(strokes: Part[]): Part[] {
  const parts: Part[] = []
  for (const stroke of strokes) {
    let whole = stroke
    for (let near = parts.findIndex((one) => isNear(one, whole)); near !== -1; ) {
      whole = around(whole, parts.splice(near, 1)[0]!)
      near = parts.findIndex((one) => isNear(one, whole))
    }
    parts.push(whole)
  }
  return parts
}

function isNear(a: Part, b: Part): boolean {
  const far = gap * Math.max(a.height, b.height)
  const apartX = Math.max(a.left - (b.left + b.width), b.left - (a.left + a.width))
  const apartY = Math.max(a.top - (b.top + b.height), b.top - (a.top + a.height))
  return apartX <= far && apartY <= far
}

function around(a: Part, b: Part): Part {
  const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)]
  return {
    left,
    top,
    width: Math.max(a.left + a.width, b.left + b.width) - left,
    height: Math.max(a.top + a.height, b.top + b.height) - top,
  }
}

/** MNIST fits a digit into 20 of 28 pixels, and puts its centre of mass into the middle. http://yann.lecun.com/exdb/mnist/ */
function framed(page: Ink, part: Part): number[] {
  const frame = Math.ceil((Math.max(part.width, part.height) * side) / 20)
  let [mass, sumX, sumY] = [0, 0, 0]
  for (let y = part.top; y < part.top + part.height; y += 1)
    for (let x = part.left; x < part.left + part.width; x += 1) {
      const ink = page.inkAt(x, y)
      mass += ink
      sumX += ink * x
      sumY += ink * y
    }
  const [left, top] = [sumX, sumY].map((sum) => Math.round(sum / mass - frame / 2)) as [number, number]
  // What another digit put into the frame does not belong to this one.
  const inkAt = (x: number, y: number) =>
    x >= part.left && x < part.left + part.width && y >= part.top && y < part.top + part.height ? page.inkAt(x, y) : 0
  return shrunk({ ...page, inkAt }, { left, top, width: frame, height: frame })
}
