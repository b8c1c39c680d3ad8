import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import LogisticRegression from 'ml-logistic-regression'
import { Matrix } from 'ml-matrix'
import { RandomForestClassifier, RandomForestRegression } from 'ml-random-forest'
import { afterEach, describe, expect, it } from 'vitest'
import { cars, iris } from './data/data'
import { kept, keptFolder } from './kept'

const name = `kept-test-${process.pid}`
const files = () => readdirSync(keptFolder).filter((file) => file.startsWith(name))
afterEach(() => {
  for (const file of files()) rmSync(join(keptFolder, file))
})

const never = (): never => {
  throw new Error('It is trained a second time.')
}
const forestOptions = { seed: 5, maxFeatures: 2, nEstimators: 8, replacement: true, noOOB: true }

describe('a model that is kept', () => {
  it('is trained once, and predicts the same to the last digit: logistic regression', () => {
    const { rows, targets } = iris()
    const train = () => {
      const model = new LogisticRegression({ numSteps: 20, learningRate: 1e-3 })
      model.train(new Matrix(rows), Matrix.columnVector(targets))
      return model
    }
    const scores = (model: LogisticRegression) => model.classifiers.map((one) => one.testScores(new Matrix(rows)))
    const first = kept(name, train, LogisticRegression.load)
    expect(files()).toHaveLength(1)
    expect(scores(kept(name, never, LogisticRegression.load))).toEqual(scores(first))
  })

  it('a forest of classes', () => {
    const { rows, targets } = iris()
    const train = () => {
      const model = new RandomForestClassifier(forestOptions)
      model.train(rows, targets)
      return model
    }
    const scores = (model: RandomForestClassifier) => [0, 1, 2].map((index) => model.predictProbability(rows, index))
    const first = kept(name, train, RandomForestClassifier.load)
    expect(scores(kept(name, never, RandomForestClassifier.load))).toEqual(scores(first))
  })

  it('a forest of numbers', () => {
    const { rows, targets } = cars()
    const train = () => {
      const model = new RandomForestRegression(forestOptions)
      model.train(rows, targets)
      return model
    }
    const first = kept(name, train, RandomForestRegression.load)
    expect(kept(name, never, RandomForestRegression.load).predict(rows)).toEqual(first.predict(rows))
  })
})
