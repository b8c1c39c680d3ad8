import { expect, it } from 'vitest'
import { meansInWords } from './means'

const prefix = 'The prices of calls use mean times, which include'

it.each([
  [
    { modelMs: 2, lambdaMs: 3, ownPredictions: 5, ownRuns: 1 },
    `${prefix} 5 calls of the model and 1 call of the function by Portico.`,
  ],
  [{ lambdaMs: 3, ownPredictions: 5, ownRuns: 2 }, `${prefix} 2 calls of the function by Portico.`],
  [{ modelMs: 2, lambdaMs: 3, ownPredictions: 0, ownRuns: 0 }, undefined],
  [{ ownPredictions: 5, ownRuns: 2 }, undefined],
])('of %o says %s', (traffic, words) => {
  expect(meansInWords(traffic)).toBe(words)
})
