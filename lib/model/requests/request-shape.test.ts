import { describe, expect, it } from 'vitest'
import { featureNamed } from '../../../lambda-template/src/request/names'
import { defaultSpec } from '../../spec/defaults'
import { type FlatSpec, flatSpec, recordedSpec } from '../../spec/flat-spec'
import { type WiringSpec, wiringSpecSchema } from '../../spec/spec'
import { withFields } from '../../spec/testing'
import type { FeatureContract } from '../contract/contract'
import { requestSchema, responseSchema } from './request-schema'
import { nameKey, plainRequest, plainResponse, queryNameOf, type RequestShape, shapeProblems } from './request-shape'

const contract: FeatureContract = {
  features: [
    { name: 'a b', type: 'number' },
    { name: 'c', type: 'number' },
  ],
}
const picture: FeatureContract = { features: [], input: { kind: 'image', contentType: 'image/png' } }
const chat: FeatureContract = { features: [], input: { kind: 'chat', stream: true, parameters: [] } }
const adopted = { restApiId: 'a1', method: 'POST' as const, uri: 'arn:aws:apigateway:x', options: true }
const spec = (request: Partial<RequestShape>, change: Partial<FlatSpec> = {}): WiringSpec =>
  withFields(defaultSpec('iris', 'Real-time'), { contract, request: { ...plainRequest, ...request }, ...change })

describe('choices that go together', () => {
  it.each<Partial<RequestShape>>([
    {},
    { required: true },
    { required: true, methods: 'get' },
    { required: true, methods: 'post' },
    { form: 'named', methods: 'get' },
    { form: 'named', validateBody: true },
    { form: 'raw', methods: 'post' },
    { validateBody: true },
  ])('%o', (request) => expect(shapeProblems(flatSpec(spec(request)))).toEqual([]))
})

describe('choices that exclude each other', () => {
  const named = (...names: string[]): Partial<FlatSpec> => ({
    contract: { features: names.map((name) => ({ name, type: 'number' })) },
  })
  it.each<[Partial<RequestShape>, Partial<FlatSpec>, RegExp]>([
    [{ required: true, form: 'named' }, {}, /without it/],
    [{ required: true, form: 'raw' }, {}, /without it/],
    [{ required: true, validateBody: true }, {}, /excludes/],
    [{ required: true }, { contract: picture }, /shuts bodies out/],
    [{ methods: 'get' }, { contract: picture }, /GET has not/],
    [{ methods: 'get', form: 'raw' }, {}, /no body/],
    [{ methods: 'get', validateBody: true }, {}, /no body/],
    [{ form: 'named' }, { contract: { features: [] } }, /Describe the columns/],
    [{ validateBody: true }, { contract: { features: [] } }, /Describe the columns/],
    [{ form: 'raw', validateBody: true }, {}, /cannot be validated/],
    [{ form: 'named' }, named('a b', 'A_B'), /distinguish a b from A_B/],
    [{ form: 'named' }, named('Data', 'x'), /the query parameter/],
    [{ methods: 'post' }, { adopted }, /owner/],
    [{}, { contract: chat, response: { form: 'normalised' }, timeoutSeconds: 60 }, /streamed/],
  ])('%o, %o', (request, change, words) => {
    const changed = spec(request, change)
    expect(shapeProblems(flatSpec(changed)).map(({ message }) => message)).toEqual([expect.stringMatching(words)])
    expect(wiringSpecSchema.safeParse(changed).success).toBe(false)
  })
})

describe('a spec of before', () => {
  it('means the defaults', () => {
    const { request: _, response: __, ...before } = flatSpec(spec({}))
    expect(recordedSpec(before)).toEqual(spec({}))
  })
})

describe('a feature’s name', () => {
  it.each([
    ['sepal length (cm)', 'sepal_length_cm'],
    ['Sepal.Length', 'Sepal.Length'],
    ['_id', 'id'],
    ['größe', undefined],
    ['a%', undefined],
    ['()', undefined],
  ])('%s can be declared as %s', (name, declared) => expect(queryNameOf(name)).toBe(declared))

  it.each(['sepal length (cm)', 'Sepal_Length [CM]', '  sepal-length.cm', 'ｓepal length cm', '()', 'größe', '%'])(
    '%s is the same to the deployed function',
    (name) => {
      const feature = { name, type: 'number', choices: [], isWholeList: false }
      expect(featureNamed([feature], nameKey(name))).toBe(feature)
      const declared = queryNameOf(name)
      if (declared) expect(featureNamed([feature], declared)).toBe(feature)
    },
  )
})

it('means by nothing said what the schema fills in', () => {
  expect(plainRequest).toEqual(requestSchema.parse({}))
  expect(plainResponse).toEqual(responseSchema.parse({}))
})
