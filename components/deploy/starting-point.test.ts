import { expect, it } from 'vitest'
import type { EndpointTargets } from '@/lib/endpoints/target-choices'
import type { TriedModel } from '@/lib/endpoints/types'
import { ok } from '@/lib/result'
import { type Access, keyDefaults } from '@/lib/spec/api-parts/access'
import { defaultSpec } from '@/lib/spec/defaults'
import { onlyRoute, type WiringSpec } from '@/lib/spec/spec'
import { withFields } from '@/lib/spec/testing'
import { accessNote } from './access-note'
import { type StartingPoint, withTried } from './starting-point'

const plain = defaultSpec('iris', 'Real-time')
const kinds: Record<Access['kind'], Access> = {
  open: { kind: 'open' },
  key: { kind: 'key', ...keyDefaults },
  iam: { kind: 'iam' },
  cognito: {
    kind: 'cognito',
    userPoolArn: 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a',
    scopes: [],
  },
}
const from = (base: WiringSpec, deployed = false): StartingPoint => ({
  base,
  defaults: base,
  targets: {} as EndpointTargets,
  tries: true,
  deployed,
  accessReason: 'as it is not sure what the model takes',
  prices: Promise.resolve(ok({})) as StartingPoint['prices'],
})
const tried = (spec: WiringSpec): TriedModel => ({
  ...{ spec, line: 'Rows · proved by 2 calls', kinds: 1, candidates: [], proved: true, unsure: false },
  reason: 'as it takes rows',
})
const found = { ...withFields(plain, { sampleRow: '1,1' }), throttle: { rateLimit: 10, burstLimit: 20 } }

it.each<[before: Access['kind'], after: Access['kind'], starts: Access['kind']]>([
  ['open', 'open', 'open'],
  ['open', 'key', 'key'],
  ['key', 'key', 'key'],
  ['key', 'open', 'key'],
  ['iam', 'open', 'iam'],
  ['iam', 'key', 'iam'],
  ['key', 'iam', 'iam'],
  ['cognito', 'key', 'cognito'],
])('a trial of a model never loosens access: %s, found %s, starts with %s', (before, after, starts) => {
  const start = from({ ...plain, access: kinds[before] })
  const { base, defaults, looser, accessReason } = withTried(start, tried({ ...found, access: kinds[after] }), true)
  expect([base.access, defaults.access]).toEqual([kinds[starts], kinds[starts]])
  expect(onlyRoute(base).sampleRow).toBe('1,1')
  if (starts === after) {
    expect([base.throttle, looser, accessReason]).toEqual([found.throttle, undefined, 'as it takes rows'])
  } else {
    expect(base.throttle).toEqual(plain.throttle)
    expect(looser).toEqual({ access: kinds[after], throttle: found.throttle, reason: 'as it takes rows' })
  }
})

it('leaves the access of what is live, and offers no other', () => {
  const start = from({ ...plain, access: kinds.key }, true)
  const { base, looser } = withTried(start, tried({ ...found, access: kinds.open }), true)
  expect([base.access, base.throttle, looser]).toEqual([kinds.key, plain.throttle, undefined])
  expect(onlyRoute(base).sampleRow).toBe('1,1')
})

it('changes nothing while a person’s words stand', () => {
  const start = from(plain)
  expect(withTried(start, tried(found), false)).toBe(start)
})

it('says that who can call changed, unless a person chose something else', () => {
  const opened = from(plain)
  const start = withTried(opened, tried({ ...found, access: kinds.key }), true)
  expect(accessNote(opened, start, { accessKind: 'key' })).toBe(
    'Who can call it is now “with an API key”, as it takes rows.',
  )
  expect(accessNote(opened, start, { accessKind: 'iam' })).toBeUndefined()
  expect(accessNote(opened, opened, { accessKind: 'open' })).toBeUndefined()
})
