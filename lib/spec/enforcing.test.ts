import { expect, it } from 'vitest'
import type { Feature } from '../model/contract/contract'
import { defaultSpec } from './defaults'
import { enforcing } from './enforcing'
import { onlyRoute } from './spec'
import { withFields } from './testing'

const number = (name: string): Feature => ({ name, type: 'number' })
const many = { kind: 'model' as const, models: ['a.tar.gz', 'b.tar.gz'] }

it.each([
  ['no columns yet: a person describes them', {}, true],
  ['described columns', { contract: { features: [number('sepal_length'), number('feature_2')] } }, true],
  ['columns that were only counted', { contract: { features: [number('feature_1'), number('feature_2')] } }, undefined],
  ['the first of many models', { target: many }, true],
  ['many models for callers to choose from', { target: { ...many, parameter: 'model' } }, undefined],
])('%s', (_, fields, enforced) => {
  const spec = enforcing(withFields(defaultSpec('iris-xgboost', 'Real-time'), fields))
  expect(onlyRoute(spec).request.enforce).toBe(enforced)
})
