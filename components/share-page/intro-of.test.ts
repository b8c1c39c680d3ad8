import { expect, it } from 'vitest'
import type { Feature, FeatureContract } from '@/lib/model/contract/contract'
import { plainRequest } from '@/lib/model/requests/request-shape'
import { introOf, plainFeatures, refusedIn } from './intro-of'

const numbers = (...names: string[]): Feature[] => names.map((name) => ({ name, type: 'number' }))

it.each<[FeatureContract, string]>([
  [
    { features: numbers('sepal_length', 'petal_width'), output: { name: 'Species' } },
    'Give sepal length and petal width, and get the species.',
  ],
  [{ features: numbers('MedInc') }, 'Give MedInc, and get a prediction.'],
  [{ features: [{ name: 'bill_length_mm', type: 'number', unit: 'mm' }] }, 'Give bill length, and get a prediction.'],
  [{ features: numbers('a', 'b', 'c', 'd', 'e', 'f', 'g') }, 'Give 7 values and get a prediction.'],
  [{ features: [] }, 'Give a row of values and get a prediction.'],
  [
    { features: [], input: { kind: 'text', wrap: 'inputs', parameters: [] }, output: { name: 'Language' } },
    'Write a text and get the language.',
  ],
  [{ features: [], input: { kind: 'chat', parameters: [], stream: true } }, 'Write to the model and read its answer.'],
])('%j is introduced as %s', (contract, intro) => expect(introOf(contract)).toBe(intro))

it('names columns as people read them, unless two would become one', () => {
  expect(plainFeatures(numbers('sepal_length', 'MedInc')).map(({ name }) => name)).toEqual(['Sepal length', 'MedInc'])
  const measured = { name: 'bill_length_mm', type: 'number', unit: 'mm' } as const
  expect(plainFeatures([measured])).toEqual([{ ...measured, name: 'Bill length' }])
  expect(
    plainFeatures([measured, { ...measured, name: 'bill_length_cm', unit: 'cm' }]).map(({ name }) => name),
  ).toEqual(['bill_length_mm', 'bill_length_cm'])
  expect(plainFeatures(numbers('a_b', 'a b')).map(({ name }) => name)).toEqual(['a_b', 'a b'])
})

it('says what is refused and in which order values are expected', () => {
  const contract = { features: numbers('sepal_length', 'petal_width') }
  const request = { ...plainRequest, enforce: true as const }
  expect(refusedIn({ contract, request: plainRequest })).toBeUndefined()
  expect(refusedIn({ contract: { features: [] }, request })).toBeUndefined()
  expect(refusedIn({ contract, request })).toBe(
    'A row with another number of values, or with a value of another type, is refused with 400: send 2 values in the order sepal_length, petal_width.',
  )
  expect(refusedIn({ contract, request: { ...request, oneValue: true } })).toBe(
    'A row in a JSON body with another number of values is refused with 400: send 2 values in the order sepal_length, petal_width.',
  )
  expect(refusedIn({ contract: { features: numbers('MedInc') }, request })).toMatch(/: send the value MedInc\.$/)
})
