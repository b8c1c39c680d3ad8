/** Each choice about request and answer, deployed, and called through the public API: the good case and the bad one. */

import { GetModelsCommand, UpdateModelCommand } from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import type { Feature } from '../model/contract/contract'
import { normalisedType, plainRequest, plainResponse, type RequestShape } from '../model/requests/request-shape'
import { defaultSpec } from '../spec/defaults'
import type { Route } from '../spec/route'
import { onlyRoute, type WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { planDeploy, runDeploy } from './engine'
import { readWiring } from './read/current'
import { testContext, unwrap } from './testing'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const named = 'Sepal_Length=5.1&sepal%20width=3.5&petal-length=1.4&petal_width=0.2'
const objects = { 'sepal length': 5.1, 'sepal width': 3.5, 'petal length': 1.4, 'petal width': 0.2 }

const number = (name: string, more: Partial<Feature> = {}): Feature => ({ name, type: 'number', unit: 'cm', ...more })
const contract: Route['contract'] = {
  features: [
    number('sepal length'),
    number('sepal width'),
    number('petal length'),
    number('petal width', { default: '0.2' }),
  ],
  output: { task: 'classification', labels: ['setosa', 'versicolor', 'virginica'] },
}

let account: TestAccount
let url = ''
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const specWith = (request: Partial<RequestShape>, response: Route['response'] = plainResponse): WiringSpec =>
  withFields(defaultSpec(endpointName, 'Real-time'), {
    contract,
    sampleRow: row,
    request: { ...plainRequest, ...request },
    response,
  })

interface Sent {
  query?: string
  method?: string
  body?: unknown
  type?: string
  accept?: string
}

async function call({ query, method, body, type, accept }: Sent) {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(query === undefined ? url : `${url}?${query}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    body: text,
    headers: {
      ...(text === undefined ? {} : { 'content-type': type ?? 'application/json' }),
      ...(accept ? { accept } : {}),
      origin: 'http://localhost:3000',
    },
  })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

const rows = { data: [[5.1, 3.5, 1.4, 0.2]] }
const good = (sent: Sent) => ({ sent, status: 200, words: /^\d/ })
const missing = /^\{"message":"Missing required request parameters: \[data\]"\}$/
const invalid = /^\{"message":"Invalid request body"\}$/
const noRoute = /Missing Authentication Token/

interface Case {
  name: string
  spec: WiringSpec
  /** The rows of the plan, from the spec before it in this list. */
  planned: string[]
  requests: { sent: Sent; status: number; words: RegExp }[]
}

const cases: Case[] = [
  {
    name: 'the defaults',
    spec: specWith({}),
    planned: [],
    requests: [
      good({ query: `data=${row}` }),
      good({ query: 'data=5.1%2C3.5%2C1.4%2C0.2' }),
      good({ body: row, type: 'text/csv' }),
      good({ body: rows }),
      { sent: { query: named }, status: 400, words: /missing_data/ },
      { sent: {}, status: 400, words: /missing_data/ },
    ],
  },
  {
    name: 'a required parameter',
    spec: specWith({ required: true }),
    planned: ['/iris ANY requestParameters'],
    requests: [
      good({ query: `data=${row}` }),
      good({ query: `data=${row}`, method: 'POST' }),
      { sent: {}, status: 400, words: missing },
      { sent: { query: 'data=' }, status: 400, words: missing },
      { sent: { query: 'DATA=1' }, status: 400, words: missing },
      { sent: { body: rows }, status: 400, words: missing },
    ],
  },
  {
    name: 'GET alone',
    spec: specWith({ methods: 'get' }),
    planned: ['methods', '/iris GET integration.uri', 'Environment.REQUEST_METHODS'],
    requests: [
      good({ query: `data=${row}` }),
      { sent: { body: rows }, status: 403, words: noRoute },
      { sent: { query: 'data=1,2' }, status: 400, words: /model_refused/ },
    ],
  },
  {
    name: 'POST alone',
    spec: specWith({ methods: 'post' }),
    planned: ['methods', '/iris POST integration.uri', 'Environment.REQUEST_METHODS'],
    requests: [
      good({ body: row, type: 'text/csv' }),
      good({ query: `data=${row}`, method: 'POST' }),
      { sent: { query: `data=${row}` }, status: 403, words: noRoute },
    ],
  },
  {
    name: 'POST alone with a required parameter',
    spec: specWith({ methods: 'post', required: true }),
    planned: ['/iris POST requestParameters'],
    requests: [good({ query: `data=${row}`, method: 'POST' }), { sent: { body: rows }, status: 400, words: missing }],
  },
  {
    name: 'named features',
    spec: specWith({ form: 'named' }),
    planned: ['methods', '/iris ANY requestParameters', 'Environment.REQUEST_FORM'],
    requests: [
      good({ query: named }),
      good({ query: 'sepal_length=5.1&sepal_width=3.5&petal_length=1.4' }),
      good({ body: objects }),
      good({ body: [objects] }),
      good({ body: { data: [objects] } }),
      good({ query: `data=${row}` }),
      good({ body: rows }),
      { sent: { query: 'sepal_length=5.1' }, status: 400, words: /missing_feature.*sepal width, petal length are/ },
      { sent: { query: 'sepal_lenght=5.1' }, status: 400, words: /the closest is sepal length/ },
      { sent: { query: `${named}&sepal_length=6` }, status: 400, words: /repeated_feature/ },
      { sent: { query: 'sepal_length=5+1' }, status: 400, words: /blank_in_number/ },
      { sent: { query: named.replace('5.1', '5%2B1') }, status: 400, words: /must be a number/ },
      // A missing value is an empty cell, which is for the model to take or not.
      {
        sent: { body: { ...objects, 'sepal length': null } },
        status: 415,
        words: /could not convert string to float: ''/,
      },
      { sent: { body: 'null' }, status: 415, words: /model_refused/ },
    ],
  },
  {
    name: 'validation of rows',
    spec: specWith({ validateBody: true }),
    planned: ['methods', 'requestValidators', '/iris POST requestValidator', '/iris GET requestValidator'],
    requests: [
      good({ body: rows }),
      good({ query: `data=${row}` }),
      { sent: { body: { data: [[5.1, 3.5]] } }, status: 400, words: invalid },
      { sent: { body: { data: [['5.1', 3.5, 1.4, 0.2]] } }, status: 400, words: invalid },
      { sent: { body: 'null' }, status: 400, words: invalid },
      { sent: { body: '{' }, status: 400, words: invalid },
      // No model names this type: the gateway allows it, and the model refuses it.
      { sent: { body: '5.1,3.5', type: 'text/csv' }, status: 400, words: /model_refused/ },
    ],
  },
  {
    name: 'validation of named features',
    spec: specWith({ form: 'named', validateBody: true, methods: 'post' }),
    planned: ['methods', '/iris POST requestParameters'],
    requests: [
      good({ body: objects }),
      good({ body: { 'sepal length': 5.1, 'sepal width': 3.5, 'petal length': 1.4 } }),
      { sent: { body: { 'sepal length': 5.1 } }, status: 400, words: invalid },
      { sent: { body: { ...objects, 'sepal length': 'x' } }, status: 400, words: invalid },
    ],
  },
  {
    name: 'bodies as they are',
    spec: specWith({ form: 'raw' }),
    planned: ['methods', 'models', 'binaryMediaTypes', 'Environment.REQUEST_FORM'],
    requests: [
      good({ body: row, type: 'text/csv' }),
      good({ body: '1 0:5.1 1:3.5 2:1.4 3:0.2', type: 'text/libsvm' }),
      { sent: { body: row, type: 'text/csv', accept: 'application/json' }, status: 200, words: /^\{\s*"predictions"/ },
      { sent: { body: rows }, status: 415, words: /model_refused/ },
    ],
  },
  {
    name: 'the normalised answer',
    spec: specWith({ form: 'named' }, { form: 'normalised' }),
    planned: ['models', 'Environment.RESPONSE_FORM'],
    requests: [
      { sent: { query: named }, status: 200, words: /^\{"predictions":\[\{"label":"setosa","score":0\.\d+,"probabil/ },
      { sent: { query: named, accept: normalisedType }, status: 200, words: /"model":"iris-xgboost"\}$/ },
      { sent: { query: named, accept: 'text/csv' }, status: 200, words: /^\d/ },
      { sent: { query: 'data=1,2' }, status: 400, words: /model_refused/ },
    ],
  },
]

describe.each(cases)('$name', ({ spec, planned, requests }) => {
  it('is planned field by field, deployed, and written once', async () => {
    const context = testContext(account)
    const plan = unwrap(await planDeploy(context, spec))
    const fields = plan.items.flatMap((item) => item.fields.map(({ field }) => field))
    expect(fields).toEqual(expect.arrayContaining(planned))
    const outcome = unwrap(await runDeploy(context, spec, () => {}))
    url = outcome.invokeUrl ?? ''
    expect(outcome.sample?.status).toBe(200)
    expect(unwrap(await runDeploy(context, spec, () => {})).writes).toBe(0)
    const view = await readWiring(context, endpointName)
    expect(view.spec).toEqual(spec)
    expect(view.resources.filter(({ health }) => health !== 'healthy')).toEqual([])
  })

  it.each(requests)('$sent → $status', async ({ sent, status, words }) => {
    const response = await call(sent)
    expect(response.text).toMatch(words)
    expect(response.status).toBe(status)
    expect(response.headers.get('access-control-allow-origin')).toBeTruthy()
  })

  it('says by CORS which methods there are', async () => {
    const { methods } = onlyRoute(spec).request
    const response = await fetch(url, { method: 'OPTIONS', headers: { origin: 'https://acme.dev' } })
    const expected = methods === 'any' ? 'GET,POST,OPTIONS' : `${methods.toUpperCase()},OPTIONS`
    expect(response.headers.get('access-control-allow-methods')).toBe(expected)
  })
})

it('a schema that somebody changed is drift where bodies are validated, rule by rule', async () => {
  const context = testContext(account)
  const spec = specWith({ validateBody: true })
  unwrap(await runDeploy(context, spec, () => {}))
  const { restApiId = '' } = await readWiring(context, endpointName)
  const { items = [] } = await account.apiGateway.send(new GetModelsCommand({ restApiId }))
  const model = items.find(({ name }) => name === 'IrisXgboostInput')
  const schema = JSON.parse(model?.schema ?? '')
  schema.properties.data.items.maxItems = 400
  schema.properties.data.description = 'Says nothing of what is refused'
  const patchOperations = [{ op: 'replace' as const, path: '/schema', value: JSON.stringify(schema, null, 4) }]
  await account.apiGateway.send(new UpdateModelCommand({ restApiId, modelName: model?.name, patchOperations }))
  const { resources } = await readWiring(context, endpointName)
  expect(resources.filter(({ health }) => health !== 'healthy').map(({ fields }) => fields)).toEqual([
    [{ field: 'model IrisXgboostInput properties.data.items.maxItems', from: '400', to: '4' }],
  ])
  unwrap(await runDeploy(context, spec, () => {}))
  const after = await readWiring(context, endpointName)
  expect(after.resources.every(({ health }) => health === 'healthy')).toBe(true)
})

describe('behind a door that is closed to the console', () => {
  it.each<Partial<RequestShape>>([
    { methods: 'post' },
    { methods: 'post', required: true },
    { methods: 'post', validateBody: true },
    { methods: 'post', form: 'named', validateBody: true },
  ])('%o is proved by the gateway’s own test', async (request) => {
    const spec = { ...specWith(request), allowedIps: ['203.0.113.0/24'] }
    const outcome = unwrap(await runDeploy(testContext(account), spec, () => {}))
    expect(outcome.sample).toMatchObject({ status: 200, body: expect.stringMatching(/^\d/) })
    expect((await fetch(outcome.invokeUrl ?? '', { method: 'POST' })).status).toBe(403)
  })
})
