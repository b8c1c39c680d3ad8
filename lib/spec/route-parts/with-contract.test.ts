import { expect, it } from 'vitest'
import type { FeatureContract } from '../../model/contract/contract'
import { defaultSpec } from '../defaults'
import { onlyRoute } from '../spec'
import { withFields } from '../testing'
import { withContract } from './with-contract'

const contract: FeatureContract = { features: [{ name: 'age', type: 'integer', min: 0, max: 120 }] }

it('changes the features and nothing else', () => {
  const spec = withFields(defaultSpec('titanic', 'Real-time'), { sampleRow: '1,2' })
  const next = withContract(spec, { contract, sampleRow: '22' })
  if (!next.ok) throw new Error(next.error.message)
  expect(onlyRoute(next.value)).toMatchObject({ contract, sampleRow: '22' })
  expect(next.value).toEqual(withFields(spec, { contract, sampleRow: '22' }))
})
it.each<[string, FeatureContract]>([
  ['At most 64 characters', { features: [{ name: 'x'.repeat(65), type: 'integer' }] }],
  ['age is the name of two features', { features: [...contract.features, ...contract.features] }],
  [
    'At most 500 features',
    { features: Array.from({ length: 501 }, (_, place) => ({ name: `f${place}`, type: 'number' as const })) },
  ],
  ['The minimum is above the maximum', { features: [{ name: 'age', type: 'integer', min: 2, max: 1 }] }],
])('refuses features by their rules: %s', (message, bad) => {
  const next = withContract(defaultSpec('titanic', 'Real-time'), { contract: bad })
  expect(next).toMatchObject({ ok: false, error: { code: 'features-do-not-fit', message } })
})
