/** How well the models do on the fifth of the data that they never saw. */
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { carOutputs, cars, type Dataset, iris, penguins, split, weather } from './data/data'
import { findDigits } from './data/digit-boxes'
import { digits, readDigit, trainDigits } from './data/digits'
import { declaration, languageNames, splitTexts, trainLanguages } from './data/languages'
import { overlapOf, pageOf } from './data/pages'
import { weatherScore } from './data/weather'
import { replyTo, trainDeclaration } from './declaration-chat'
import { trainEmbeddings } from './embeddings'
import { carbonDioxide, drawPaths, meanPathOf, predictionLength, quantilePathOf, splitSeries } from './forecast'
import { type Classifier, carFigures, carForest, irisForest, irisLogistic, penguinLogistic } from './train'

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
  it('both figures of a car: off by less than 3 miles per gallon, and by less than 1.5 s', () => {
    const limits = { mpg: 3, acceleration: 1.5 }
    Object.values(carOutputs()).forEach((data, output) => {
      const { rows, targets } = split(data).held
      const off = rows.map((row, index) => Math.abs((carFigures()(row)[output] ?? 0) - (targets[index] ?? 0)))
      expect(off.reduce((sum, one) => sum + one, 0) / off.length).toBeLessThan(Object.values(limits)[output] ?? 0)
    })
  })
  it('a day with the nights of half a year later scores higher than a real one in three of four pairs', () => {
    const { rows } = split(weather()).held
    const mixed = rows.map((row, index) => [row[0], row[1], rows[(index + 36) % rows.length]?.[2], row[3]] as number[])
    const [real, strange] = [rows, mixed].map((all) => all.map((row) => weatherScore()(row))) as [number[], number[]]
    const higher = real.flatMap((one) => strange.map((other) => (other > one ? 1 : 0)))
    expect(higher.reduce((sum: number, one) => sum + one, 0) / higher.length).toBeGreaterThan(0.75)
  })
  it('carbon dioxide: two years ahead off by less than 1 %, and four months of five within the band', () => {
    const series = carbonDioxide()
    const { train, held } = splitSeries(series)
    const origins = Array.from({ length: 8 }, (_, index) => train.length + index * 12)
    const months = origins
      .filter((origin) => origin + predictionLength <= train.length + held.length)
      .flatMap((origin) => {
        const paths = drawPaths(series.slice(origin - 120, origin), 100)
        const [mean, low, high] = [meanPathOf(paths), quantilePathOf(paths, 0.1), quantilePathOf(paths, 0.9)]
        return mean.flatMap((forecast, step) => {
          const real = series[origin + step]
          return real === undefined
            ? []
            : [{ off: Math.abs(forecast - real) / real, within: real >= low[step]! && real <= high[step]! }]
        })
      })
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(months.length).toBeGreaterThan(100)
    expect(mean(months.map(({ off }) => off))).toBeLessThan(0.01)
    expect(mean(months.map(({ within }) => (within ? 1 : 0)))).toBeGreaterThan(0.65)
    expect(mean(months.map(({ within }) => (within ? 1 : 0)))).toBeLessThan(0.97)
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
  it('digits on a page are found where they are in nine of ten, and seven of ten are named right', () => {
    const { held } = digits()
    const pages = Array.from({ length: 40 }, (_, index) =>
      pageOf(
        [0, 1, 2].map((one) => held[(index * 7 + one * 131) % held.length]!),
        index,
      ),
    )
    const all = pages.flatMap(({ ink, truth }) => {
      const found = findDigits(ink)
      return truth.map(({ digit, part }) => {
        const best = found.toSorted((a, b) => overlapOf(b.part, part) - overlapOf(a.part, part))[0]
        const place = best !== undefined && overlapOf(best.part, part) >= 0.5
        return { place, name: place && best.digit === digit }
      })
    })
    expect(all).toHaveLength(120)
    expect(all.filter(({ place }) => place).length / all.length).toBeGreaterThan(0.9)
    expect(all.filter(({ name }) => name).length / all.length).toBeGreaterThan(0.7)
  })
  it('the text that is nearest to a paragraph is of the same language in nine of ten', () => {
    const embed = trainEmbeddings()
    const { train, held } = splitTexts()
    const known = train.map(({ text, language }) => ({ vector: embed(text), language }))
    const likeness = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
    const right = held.filter(({ text, language }) => {
      const vector = embed(text)
      const nearest = known.reduce((best, one) =>
        likeness(one.vector, vector) > likeness(best.vector, vector) ? one : best,
      )
      return nearest.language === language
    })
    expect(right.length / held.length).toBeGreaterThan(0.9)
  })
  it('the chat model begins without a blank, also after a question that ends a paragraph', () => {
    const ended = (before: string[]) => (before.length > 0 ? undefined : 'Everyone')
    expect([...replyTo(ended, 'in the spirit of brotherhood', 3, () => 0)]).toEqual(['Everyone'])
  })
  it('the chat model goes on in words of the declaration', () => {
    const words = [...replyTo(trainDeclaration(), 'Everyone has the right', 12, () => 0)]
    expect(declaration('eng').join(' ')).toContain(words.join('').replace(/[.,;:]$/, ''))
  })
})
