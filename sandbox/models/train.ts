/** Models trained on four fifths of their data; once a checkout (`kept`), and read once a process. */
import LogisticRegression from 'ml-logistic-regression'
import { Matrix } from 'ml-matrix'
import { RandomForestClassifier, RandomForestRegression } from 'ml-random-forest'
import { columnsOf, meanOf, spreadOf } from './data/columns'
import { carOutputs, cars, type Dataset, iris, penguins, split } from './data/data'
import { kept } from './kept'
import { once } from './once'

/** Probabilities by class index. */
export type Classifier = (row: number[]) => number[]
export type Regressor = (row: number[]) => number

const normalised = (scores: number[]) => {
  const sum = scores.reduce((total, score) => total + score, 0)
  return scores.map((score) => (sum > 0 ? score / sum : 1 / scores.length))
}

function forest(name: string, { rows, targets, labels }: Dataset): Classifier {
  const train = () => {
    const options = { seed: 7, maxFeatures: 2, nEstimators: 40, replacement: true, noOOB: true }
    const model = new RandomForestClassifier(options)
    model.train(rows, targets)
    return model
  }
  const model = kept(name, train, RandomForestClassifier.load)
  return (row) => normalised(labels.map((_, index) => model.predictProbability([row], index)[0] ?? 0))
}

/** One against the rest, on standardised features and their squares. */
function logistic(name: string, { rows, targets }: Dataset): Classifier {
  const columns = columnsOf(rows)
  const [means, spreads] = [columns.map(meanOf), columns.map(spreadOf)]
  // The library adds no intercept; the squares let a class lie between two others, as versicolor does.
  const scaled = (row: number[]) => {
    const linear = row.map((value, index) => (value - (means[index] ?? 0)) / (spreads[index] || 1))
    return [1, ...linear, ...linear.map((value) => value * value)]
  }
  const train = () => {
    const model = new LogisticRegression({ numSteps: 400, learningRate: 2e-3 })
    model.train(new Matrix(rows.map(scaled)), Matrix.columnVector(targets))
    return model
  }
  const model = kept(name, train, LogisticRegression.load)
  return (row) => {
    const features = new Matrix([scaled(row)])
    // Each classifier of the library gives the probability that a row is not of its class.
    return normalised(model.classifiers.map((classifier) => 1 - (classifier.testScores(features)[0] ?? 1)))
  }
}

function regressionForest(name: string, { rows, targets }: Dataset): Regressor {
  const train = () => {
    const options = { seed: 3, maxFeatures: 5, nEstimators: 20, replacement: true, noOOB: true }
    const model = new RandomForestRegression(options)
    model.train(rows, targets)
    return model
  }
  const model = kept(name, train, RandomForestRegression.load)
  return (row) => model.predict([row])[0] ?? Number.NaN
}

export const irisForest = once(() => forest('iris-forest', split(iris()).train))
export const irisLogistic = once(() => logistic('iris-logistic', split(iris()).train))
export const penguinLogistic = once(() => logistic('penguin-logistic', split(penguins()).train))
/** Miles per gallon and seconds to 60 miles an hour: a forest an output. */
export const carFigures = once(() => {
  const forests = Object.entries(carOutputs()).map(([name, data]) => regressionForest(`car-${name}`, split(data).train))
  return (row: number[]) => forests.map((predict) => predict(row))
})
export const carForest = once(() => regressionForest('car-forest', split(cars()).train))
