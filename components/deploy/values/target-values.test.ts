import { describe, expect, it } from 'vitest'
import type { EndpointTargets } from '@/lib/endpoints/target-choices'
import { defaultSpec } from '@/lib/spec/defaults'
import type { Target } from '@/lib/spec/route-parts/target'
import { type WiringSpec, wiringSpecSchema } from '@/lib/spec/spec'
import { withFields } from '@/lib/spec/testing'
import { checkValues, type DeployValues, specOf, valuesOf } from './form-values'

const base = defaultSpec('iris', 'Real-time')
const chat: WiringSpec = withFields(base, {
  contract: { features: [], input: { kind: 'chat', stream: true, parameters: [] } },
  timeoutSeconds: 300,
})
const models = ['a/model.tar.gz', 'b.tar.gz']
const later: Target = { kind: 'async', input: 's3://bucket/in/', output: 's3://bucket/out', timeoutSeconds: 600 }

describe('a target comes back from the form as it went in', () => {
  it.each<[Target | undefined]>([
    [undefined],
    [{ kind: 'variant', variant: 'B' }],
    [{ kind: 'model', models: models.slice(0, 1) }],
    [{ kind: 'model', models, parameter: 'm' }],
    [{ kind: 'component', component: 'part', arn: 'arn:aws:sagemaker:us-east-1:1:inference-component/part' }],
    [later],
  ])('%j', (target) => {
    const spec = withFields(base, { target })
    expect(wiringSpecSchema.parse(specOf(valuesOf(spec), spec))).toEqual(spec)
  })
})

describe('the wait', () => {
  it.each<[string, WiringSpec, Partial<DeployValues>, number | undefined]>([
    ['is what suits whole answers', base, {}, 28],
    ['is what suits a stream', chat, {}, 300],
    ['follows the kind of answer', chat, { input: { ...valuesOf(chat).input, stream: false } }, 28],
    ['is what was chosen', base, { waitSeconds: '45' }, 45],
    ['was chosen before', withFields(base, { timeoutSeconds: 20 }), {}, 20],
    ['is no text', base, { waitSeconds: 'long' }, undefined],
  ])('%s', (_, spec, change, seconds) => {
    const parsed = wiringSpecSchema.safeParse(specOf({ ...valuesOf(spec), ...change }, spec))
    expect(parsed.data?.routes[0].timeoutSeconds).toBe(seconds)
  })
})

describe('a problem is shown where it belongs', () => {
  it.each<[Partial<DeployValues>, keyof DeployValues, RegExp]>([
    [{ waitSeconds: '61' }, 'waitSeconds', /60 s/],
    [{ waitSeconds: 'long' }, 'waitSeconds', /number/],
    [{ targetKind: 'model', targetModels: [] }, 'targetModels', /Name a model/],
    [{ targetKind: 'model', targetModels: ['a b'] }, 'targetModels', /path/],
    [
      { targetKind: 'model', targetModels: ['a'], callerChooses: true, modelParameter: 'data' },
      'modelParameter',
      /already/,
    ],
    [{ targetKind: 'component', targetComponent: '' }, 'targetComponent', /Letters/],
    [{ targetKind: 'async', asyncInput: 'bucket' }, 'asyncInput', /s3:\/\//],
    [{ targetKind: 'async', asyncInput: 's3://bucket/in/', asyncSeconds: '3601' }, 'asyncSeconds', /3,600/],
    [{ targetKind: 'async', asyncInput: 's3://bucket/in/', waitSeconds: '40' }, 'waitSeconds', /29 s/],
    [{ targetKind: 'async', asyncInput: 's3://bucket/in/', queryParameter: 'job' }, 'queryParameter', /\?job=/],
  ])('%j', (change, field, message) => {
    const { problems } = checkValues({ ...valuesOf(base), ...change }, base)
    expect(Object.keys(problems)).toEqual([field])
    expect(problems[field]).toMatch(message)
  })
})

it('starts with what the endpoint allows', () => {
  const targets: EndpointTargets = {
    kind: 'Real-time',
    variants: [{ name: 'A' }, { name: 'B' }],
    multiModel: { prefix: 's3://b/', models },
  }
  expect(valuesOf(base, targets)).toMatchObject({
    targetKind: 'endpoint',
    targetVariant: 'A',
    targetModels: [models[0]],
    modelParameter: 'model',
  })
})
