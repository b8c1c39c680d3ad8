import { expect, it } from 'vitest'
import { columnOf } from '@/lib/model/contract/column-value'
import { profileOf } from '@/lib/model/profile/profile'
import { isEnforced } from '@/lib/model/requests/request-shape'
import { defaultSpec } from '@/lib/spec/defaults'
import { enforcing } from '@/lib/spec/route-parts/enforcing'
import { withProfile } from '@/lib/spec/route-parts/with-profile'
import { onlyRoute, type WiringSpec, withRoute } from '@/lib/spec/spec'
import { checkValues, type DeployValues, valuesOf } from './form-values'
import { foundValues, isDescribed } from './found-values'
import { enforcedAgain, liveRequest } from './live-request'

const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1'
const plain: WiringSpec = {
  ...enforcing(withProfile(defaultSpec('iris', 'Real-time', image), profileOf({ image }))),
  access: { kind: 'open' },
}
const counted = ['feature_1', 'feature_2'].map((name) => ({ name, type: 'number' as const, default: '1' }))
const route = onlyRoute(plain)
const found = withRoute(
  { ...plain, access: { kind: 'key', rateLimit: 5, burstLimit: 10 } },
  {
    ...route,
    contract: { features: counted, output: { task: 'classification' } },
    sampleRow: '1,1',
    request: { ...route.request, enforce: undefined },
  },
)
const before = valuesOf(plain)
const after = valuesOf(found)
const lay = (change: Partial<DeployValues>, deployed = false) => {
  const now = { ...before, ...change }
  return { ...now, ...foundValues(now, before, after, deployed) }
}

it('lays what was found over a form that nobody touched', () => {
  expect(lay({})).toEqual(after)
})

it.each<[what: string, change: Partial<DeployValues>, stays: (keyof DeployValues)[]]>([
  ['access', { accessKind: 'iam' }, ['accessKind', 'rateLimit', 'burstLimit', 'keyRateLimit']],
  ['a rate', { rateLimit: '3' }, ['rateLimit', 'burstLimit']],
  ['a burst', { burstLimit: '7' }, ['rateLimit', 'burstLimit']],
  ['a rate of each key', { keyRateLimit: '2' }, ['keyRateLimit', 'keyBurstLimit', 'keyQuotaPerDay']],
  ['the request', { request: { ...before.request, methods: 'post' } }, ['request']],
  ['the path and a tag', { resourcePath: 'mine', tags: { team: 'ml' } }, ['resourcePath', 'tags']],
])('keeps %s that a person chose, and takes the rest', (_, change, stays) => {
  const laid = lay(change)
  const now = { ...before, ...change }
  expect(isDescribed(now, before)).toBe(false)
  for (const field of stays) expect(laid[field], field).toEqual(now[field])
  expect([laid.features, laid.sampleRow, laid.task]).toEqual([after.features, '1,1', 'classification'])
})

it.each<[what: string, change: Partial<DeployValues>, kind: DeployValues['accessKind']]>([
  ['nobody touched access', {}, 'key'],
  ['a person edited the rate alone', { rateLimit: '3' }, 'key'],
  ['a person edited the burst alone', { burstLimit: '7' }, 'key'],
  ['a person edited the rate of keys alone', { keyRateLimit: '2' }, 'key'],
  ['a person chose IAM', { accessKind: 'iam' }, 'iam'],
  ['a person chose IAM and a rate', { accessKind: 'iam', rateLimit: '3' }, 'iam'],
])('tightens who can call an open URL unless a person chose it: %s', (_, change, kind) => {
  expect(lay(change).accessKind).toBe(kind)
})

it('raises no rate beside one that a person chose', () => {
  const higher = { ...after, rateLimit: '900', burstLimit: '900' }
  const lower = { ...after, rateLimit: '1', burstLimit: '2' }
  const now = { ...before, keyRateLimit: '2' }
  expect(foundValues(now, before, higher, false)).not.toHaveProperty('rateLimit')
  expect(foundValues(now, before, lower, false)).toMatchObject({ rateLimit: '1', burstLimit: '2' })
  expect(foundValues(before, before, higher, false)).toMatchObject({ rateLimit: '900' })
})

it('changes neither access nor formats of what is live', () => {
  expect(onlyRoute(plain).request.enforce).toBe(true)
  const laid = lay({}, true)
  expect([laid.accessKind, laid.request]).toEqual([before.accessKind, { ...before.request, enforce: undefined }])
  expect(laid.sampleRow).toBe('1,1')
  const { spec } = checkValues(laid, plain)
  expect(spec && onlyRoute(spec).contract.features).toHaveLength(2)
  expect(spec && isEnforced(onlyRoute(spec))).toBe(false)
})

const columns = counted.map(columnOf)
const named = columnOf({ name: 'age', type: 'number' })
const enforced = { ...before.request, enforce: true as const }
it.each<[what: string, enforces: boolean | undefined, now: Partial<DeployValues>, live: Partial<DeployValues>]>([
  ['columns that were counted', undefined, { features: columns }, { features: [] }],
  ['columns that have names', true, { features: [named] }, { features: [] }],
  ['columns that were counted before', true, { features: columns.slice(0, 1) }, { features: [named] }],
])('of what is live, enforces %s: %s', (_, enforces, now, live) => {
  const laid = liveRequest({ ...before, request: enforced, ...now }, { ...before, request: enforced, ...live })
  expect(laid.enforce).toBe(enforces)
})

it('keeps it enforced if a person said so after they were counted', () => {
  const open = { ...before, request: { ...before.request, enforce: undefined } }
  const now = { ...before, features: counted.map(columnOf), request: enforced }
  expect(liveRequest(now, open).enforce).toBe(true)
})

it.each<[what: string, before: true | undefined, live: Partial<DeployValues>, enforces: true | undefined]>([
  ['what the form turned off', true, { features: [] }, true],
  ['what a person had turned off', undefined, { features: [] }, undefined],
  ['what described columns did not enforce', true, { features: [named] }, undefined],
])('of what is live, once its columns have names, %s: %s', (_, was, live, enforces) => {
  const open = { ...before, ...live }
  expect(enforcedAgain({ ...before.request, enforce: undefined }, open.features, was).enforce).toBe(enforces)
})

it.each<[what: string, change: Partial<DeployValues>]>([
  ['a sample row', { sampleRow: '5,3' }],
  ['features', { features: counted.slice(1).map(columnOf) }],
  ['another kind of input', { input: { ...before.input, kind: 'text' } }],
  ['what the answer is', { task: 'regression' }],
  ['another variant', { targetKind: 'variant', targetVariant: 'B' }],
  ['an address that answers', { integrationKind: 'http' }],
])('knows that a person typed %s', (_, change) => {
  expect(isDescribed({ ...before, ...change }, before)).toBe(true)
})
