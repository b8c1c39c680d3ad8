import { expect, it } from 'vitest'
import { type WiringSpec, wiringSpecSchema } from '@/lib/wiring/spec'
import { type DeployValues, problemsOf, specOf, valuesOf } from './form-values'

const spec: WiringSpec = {
  schema: 1,
  endpointName: 'iris-xgboost',
  apiName: 'iris-api',
  resourcePath: 'iris',
  queryParameter: 'data',
  stage: 'prod',
  throttle: { rateLimit: 50, burstLimit: 100 },
  corsOrigins: ['https://acme.dev'],
  contract: {
    features: [
      { name: 'length', type: 'number', unit: 'cm', min: 0, max: 9, default: '5.1' },
      { name: 'island', type: 'choice', choices: ['Biscoe', 'Dream'] },
    ],
    output: { task: 'classification', name: 'Species', labels: ['setosa', 'virginica'] },
  },
  sampleRow: '5.1,Dream',
  role: { kind: 'existing', arn: 'arn:aws:iam::123456789012:role/mine' },
  memoryMb: 512,
  timeoutSeconds: 20,
  logRetentionDays: 30,
}

it('keeps everything on the way into the form and back', () => {
  expect(wiringSpecSchema.parse(specOf(valuesOf(spec), spec))).toEqual(spec)
})

it.each<[Partial<DeployValues>, Partial<Record<keyof DeployValues, string>>]>([
  [{}, {}],
  [{ resourcePath: 'a/b' }, { resourcePath: 'One path part of letters, digits and . _ - , : (no slash)' }],
  [{ resourcePath: '/iris' }, {}],
  [{ rateLimit: '' }, { rateLimit: 'A number' }],
  [{ burstLimit: '0' }, { burstLimit: 'At least 1 request' }],
  [{ corsOrigins: 'acme.dev/app' }, { corsOrigins: 'An origin needs a scheme and no path: https://acme.dev' }],
  [{ roleArn: 'mine' }, { roleArn: 'A role ARN' }],
  [{ roleKind: 'create', roleArn: '' }, {}],
  [{ sampleRow: '5.1' }, { sampleRow: '2 values, one for each column; these are 1' }],
  [
    { features: [{ feature: { name: 'a', type: 'choice' }, choices: '' }], sampleRow: '' },
    { features: 'Column 1: give the values to choose from' },
  ],
])('of %o says %o', (change, problems) => {
  expect(problemsOf({ ...valuesOf(spec), ...change }, spec)).toEqual(problems)
})
