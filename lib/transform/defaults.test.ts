import { describe, expect, it } from 'vitest'
import { instanceTypeFor, transformDefaults } from './defaults'

const place = { region: 'eu-west-1', accountId: '123456789012' }
const one = { name: 'AllTraffic', modelName: 'iris-model', instanceType: 'ml.c5.xlarge' }

describe('what a transform job runs', () => {
  it('is the one model, in the bucket of SageMaker', () =>
    expect(transformDefaults({ variants: [one], unread: {} }, place)).toEqual({
      ok: true,
      value: { modelName: 'iris-model', instanceType: 'ml.c5.xlarge', bucket: 'sagemaker-eu-west-1-123456789012' },
    }))
  it.each([
    ['no configuration', [], /configuration/],
    ['two variants', [one, { ...one, name: 'B' }], /2 variants/],
    ['inference components', [{ ...one, modelName: undefined }], /inference components/],
    ['a multi-model container', [{ ...one, modelsPrefix: 's3://models/' }], /many models/],
  ])('is nothing for %s', (_, variants, message) =>
    expect(transformDefaults({ variants, unread: {} }, place)).toMatchObject({
      ok: false,
      error: { code: 'no-transform', message: expect.stringMatching(message) },
    }),
  )
  it.each([
    ['ml.m5.large', 'ml.m5.large'],
    ['ml.g5.xlarge', 'ml.g5.xlarge'],
    ['ml.t2.medium', 'ml.m5.large'],
    [undefined, 'ml.m5.large'],
  ])('runs on %s as %s', (own, expected) => expect(instanceTypeFor(own)).toBe(expected))
})
