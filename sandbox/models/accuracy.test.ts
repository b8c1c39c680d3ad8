/** How well the models do on the fifth of the data that they never saw. */
import { describe, expect, it } from 'vitest'
import { cars, type Dataset, iris, penguins, split } from './data'
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
