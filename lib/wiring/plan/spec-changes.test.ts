import { expect, it } from 'vitest'
import type { Feature } from '../../model/contract/contract'
import { defaultSpec } from '../../spec/defaults'
import { type FlatSpec, flatSpec } from '../../spec/flat-spec'
import { withFields } from '../../spec/testing'
import { withoutUnit } from '../state/field-changes'
import type { FieldChange } from '../state/plan'
import { specChanges } from './spec-changes'

const before = defaultSpec('iris-xgboost', 'Real-time')
const features = (count: number): Feature[] =>
  Array.from({ length: count }, (_, index) => ({ name: `feature_${index + 1}`, type: 'number' }))
const described = (count: number, change: Partial<Feature> = {}) =>
  withFields(before, {
    contract: { features: features(count).map((one, index) => (index > 0 ? one : { ...one, ...change })) },
  })
const inWords = (changes: FieldChange[]) =>
  changes.map(({ field, from, to }) => [field, from, to].filter(Boolean).join(' | ')).join(' · ')

it.each<[string, Parameters<typeof specChanges>, string]>([
  ['nothing', [before, before], ''],
  [
    'features and a rate',
    [before, withFields(described(7), { throttle: { rateLimit: 20, burstLimit: 100 } })],
    '7 features described · rate | 50 req/s | 20 req/s',
  ],
  ['one feature', [described(1), described(2)], '1 feature added: feature_2'],
  ['many features', [described(1), described(6)], '5 features added'],
  ['none any more', [described(7), before], '7 features no longer described'],
  ['a unit', [described(3, { unit: 'cm' }), described(3, { unit: 'mm' })], 'feature_1, unit | cm | mm'],
  [
    'the order',
    [described(2), withFields(before, { contract: { features: features(2).reverse() } })],
    'order of features changed',
  ],
  [
    'labels',
    [
      before,
      withFields(before, { contract: { features: [], output: { task: 'classification', labels: ['a', 'b'] } } }),
    ],
    'task | classification · 2 labels described',
  ],
  [
    'keys',
    [before, withFields(before, { access: { kind: 'key', rateLimit: 10, burstLimit: 20, quotaPerDay: 10_000 } })],
    'who can call | Open to anyone | With an API key · rate of a key | 10 req/s · burst of a key | 20 requests · quota of a key | 10,000 requests a day',
  ],
])('%s', (_, [from, to], expected) => expect(inWords(specChanges(from, to))).toBe(expected))

/** One other value for each field that a person can choose. */
const others: Omit<Record<keyof FlatSpec, unknown>, 'schema'> = {
  endpointName: 'other',
  targetEndpoint: 'other',
  target: { kind: 'variant', variant: 'b' },
  integration: { kind: 'direct' },
  cache: { sizeGb: '0.5', ttlSeconds: 60 },
  alarms: { errorPercent: 5, latencyMs: 1_000 },
  domain: { name: 'api.acme.dev' },
  webAcl: 'arn:aws:wafv2:us-east-1:111122223333:regional/webacl/shop/0a1b2c3d-0000-4000-8000-000000000000',
  openAi: { model: 'llama', container: 'openai' },
  mcp: { description: 'Predicts' },
  tags: { owner: 'ml' },
  profile: { kind: 'chat', sure: 'likely' },
  apiName: 'other',
  resourcePath: 'other',
  queryParameter: 'other',
  stage: 'other',
  throttle: { rateLimit: 1, burstLimit: 1 },
  access: { kind: 'iam' },
  allowedIps: ['203.0.113.0/24'],
  corsOrigins: ['*'],
  contract: { features: [], input: { kind: 'chat', parameters: [], stream: true } },
  request: { ...flatSpec(before).request, methods: 'get' },
  response: { form: 'normalised' },
  sampleRow: '1,2',
  role: { kind: 'existing', arn: 'arn:aws:iam::111122223333:role/mine' },
  adopted: { restApiId: 'a1', method: 'ANY', uri: 'arn:aws:apigateway:x', options: true },
  memoryMb: 512,
  timeoutSeconds: 10,
  logRetentionDays: 30,
  accessLog: true,
}

it.each(Object.entries(others))('another %s is a change', (field, value) =>
  expect(specChanges(before, withFields(before, { [field]: value }))).not.toEqual([]),
)

it.each([
  ['50 req/s', '20 req/s', '50'],
  ['50 req/s', '20 s', '50 req/s'],
  ['1,000 requests', '50 requests', '1,000'],
  ['/iris', '/flower', '/iris'],
])('from %s to %s the old value is written %s', (from, to, expected) =>
  expect(withoutUnit({ from, to })).toBe(expected),
)
