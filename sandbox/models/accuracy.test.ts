/** How well the models do on the fifth of the data that they never saw. */
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { cars, type Dataset, iris, penguins, split } from './data'
import { answerTo, trainDeclaration } from './declaration-chat'
import { digits, readDigit, trainDigits } from './digits'
import { declaration, languageNames, splitTexts, trainLanguages } from './languages'
import { type Classifier, carForest, irisForest, irisLogistic, penguinLogistic } from './train'

function accuracy(classify: Classifier, data: Dataset): number {
  const { rows, targets } = split(data).held
  const right = rows.filter((row, index) => {
    const scores = classify(row)
    return scores.indexOf(Math.max(...scores)) === targets[index]
  })
  return right.length / rows.length
}

describe('on held-out rows', () => {
  it.each([
    ['iris, logistic', irisLogistic, iris()],
    ['iris, forest', irisForest, iris()],
    ['penguins, logistic', penguinLogistic, penguins()],
  ])('%s is right nine times in ten', (_, model, data) => {
    expect(accuracy(model(), data)).toBeGreaterThan(0.9)
  })
  it('cars: off by less than 3 miles per gallon on average', () => {
    const { rows, targets } = split(cars()).held
    const off = rows.map((row, index) => Math.abs(carForest()(row) - (targets[index] ?? 0)))
    expect(off.reduce((sum, one) => sum + one, 0) / off.length).toBeLessThan(3)
  })
  it('the data is whole: no row lacks a measure', () => {
    expect([iris(), penguins(), cars()].map(({ rows, targets }) => [rows.length, targets.length])).toEqual([
      [150, 150],
      [342, 342],
      [392, 392],
    ])
  })
})

const largest = (scores: number[]) => scores.indexOf(Math.max(...scores))

describe('on held-out texts and pictures', () => {
  it('the language is right in 95 of 100 paragraphs', () => {
    const classify = trainLanguages()
    const { held } = splitTexts()
    const right = held.filter(({ text, language }) => largest(classify(text)) === language)
    expect(right.length / held.length).toBeGreaterThan(0.95)
    expect(languageNames[largest(classify('Where is the nearest railway station, please?'))]).toBe('English')
  })
  it('the digit is right in 8 of 10 pictures, read from PNGs too', () => {
    const classify = trainDigits()
    const { held } = digits()
    const right = held.filter(({ pixels, digit }) => largest(classify(pixels)) === digit)
    expect(right.length / held.length).toBeGreaterThan(0.8)
    const { pixels } = held[0]!
    const picture = new PNG({ width: 28, height: 28 })
    for (const [index, value] of pixels.entries())
      picture.data.set([255 - value * 255, 255 - value * 255, 255 - value * 255, 255], index * 4)
    const read = readDigit(PNG.sync.write(picture)) ?? []
    expect(Math.max(...read.map((value, index) => Math.abs(value - pixels[index]!)))).toBeLessThan(0.01)
  })
  it('the chat model goes on in words of the declaration', () => {
    const words = [...answerTo(trainDeclaration(), 'Everyone has the right', 12, () => 0)]
    expect(declaration('eng').join(' ')).toContain(words.join('').replace(/[.,;:]$/, ''))
  })
})
