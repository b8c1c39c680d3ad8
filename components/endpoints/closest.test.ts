import { expect, it } from 'vitest'
import { closest } from './closest'

const names = ['iris-xgboost-2026-11', 'penguin-species-ll', 'auto-mpg-forest', 'churn-xgb-prod']

it.each([
  ['pengiun', 'penguin-species-ll'],
  ['IRSI', 'iris-xgboost-2026-11'],
  ['auto-mpg-forrest', 'auto-mpg-forest'],
  ['churm', 'churn-xgb-prod'],
  ['zzzzzz', undefined],
])('%s → %s', (typed, name) => expect(closest(typed, names)).toBe(name))
