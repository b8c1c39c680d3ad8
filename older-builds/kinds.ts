/**
 * The kinds of public APIs that a record holds, with the specs that were deployed for each. All fields are written out, so
 * that other defaults of a later build change nothing here. What is recorded stays as it is: a later record can hold more kinds.
 */

import { type FlatSpec, nestedSpec } from '../lib/spec/flat-spec'
import type { Route } from '../lib/spec/route'
import { type WiringSpec, wiringSpecSchema } from '../lib/spec/spec'

/** What the specs of an account name. */
export interface Place {
  accountId: string
  region: string
  /** The API that was wired by hand. */
  restApiId: string
  userPoolArn: string
}

export interface Kind {
  /** What was deployed, the oldest first. */
  specs(place: Place): WiringSpec[]
  /** The last spec is a canary with that many of a hundred calls, beside the one before it. */
  canaryPercent?: number
  /** What a caller without a signature or a token gets; 200 unless given. */
  status?: number
}

export const endpointOf = (kind: string): string => `flowers-${kind}`
export const candidate = 'flowers-candidate'
const models = ['iris-xgboost/model.tar.gz', 'iris-forest/model.tar.gz']
export const handMade = 'by-hand'
export const sampleRow = '5.1,3.5,1.4,0.2'

const base: Omit<FlatSpec, 'endpointName' | 'apiName'> = {
  schema: 1,
  resourcePath: 'flower',
  queryParameter: 'data',
  stage: 'prod',
  throttle: { rateLimit: 50, burstLimit: 100 },
  access: { kind: 'open' },
  allowedIps: [],
  corsOrigins: [],
  contract: { features: [] },
  request: { required: false, methods: 'any', form: 'rows', validateBody: false },
  response: { form: 'model' },
  sampleRow,
  role: { kind: 'create' },
  memoryMb: 256,
  timeoutSeconds: 28,
  logRetentionDays: 14,
}

type Change = Partial<FlatSpec>

/** One spec for each change of the base. */
const specsOf = (kind: string, ...changes: Change[]): WiringSpec[] =>
  changes.map((change) =>
    wiringSpecSchema.parse(
      nestedSpec({
        ...base,
        endpointName: endpointOf(kind),
        apiName: `${endpointOf(kind)}-api`,
        ...change,
      }),
    ),
  )

const slower: Change = { throttle: { rateLimit: 20, burstLimit: 40 } }

const measure = (name: string, min: number, max: number) => ({ name, type: 'number' as const, unit: 'cm', min, max })

const described: Change = {
  contract: {
    features: [
      measure('Sepal length', 4.3, 7.9),
      measure('Sepal width', 2, 4.4),
      measure('Petal length', 1, 6.9),
      measure('Petal width', 0.1, 2.5),
    ],
    output: { task: 'classification', name: 'Species', labels: ['setosa', 'versicolor', 'virginica'] },
    examples: [{ name: 'A small flower', value: sampleRow }],
  },
  request: { required: false, methods: 'any', form: 'named', validateBody: true },
  response: { form: 'normalised' },
  corsOrigins: ['https://acme.dev'],
}

const chat: Change = {
  contract: { features: [], input: { kind: 'chat', stream: true, parameters: [] } },
  sampleRow: 'What is a pipeline?',
  timeoutSeconds: 300,
}

export const kinds: Record<string, Kind> = {
  'own-role': { specs: () => specsOf('own-role', {}, described) },

  'existing-role': {
    specs: ({ accountId }) => {
      const role: Route['role'] = { kind: 'existing', arn: `arn:aws:iam::${accountId}:role/${handMade}` }
      const target: Route['target'] = { kind: 'variant', variant: 'AllTraffic' }
      const allowedIps = ['127.0.0.1', '203.0.113.0/24']
      return specsOf('existing-role', { role }, { role, target, allowedIps, accessLog: true })
    },
  },

  keys: {
    specs: () => {
      const access = { kind: 'key', rateLimit: 50, burstLimit: 100 } as const
      return specsOf('keys', { access }, { access: { ...access, quotaPerDay: 1_000 } })
    },
  },

  signed: { specs: () => specsOf('signed', {}, { access: { kind: 'iam' } }), status: 403 },

  pool: {
    specs: ({ userPoolArn }) => specsOf('pool', {}, { access: { kind: 'cognito', userPoolArn } }),
    status: 401,
  },

  shared: { specs: () => specsOf('shared', slower, {}) },

  domain: {
    specs: ({ accountId, region }) => {
      const certificateArn = `arn:aws:acm:${region}:${accountId}:certificate/flowers`
      return specsOf('domain', {}, { domain: { name: 'flowers.acme.dev', certificateArn, basePath: 'v1' } })
    },
  },

  canary: { specs: () => specsOf('canary', slower, {}, { targetEndpoint: candidate }), canaryPercent: 50 },

  direct: {
    specs: () => {
      const integration = { kind: 'direct' } as const
      const request = { ...base.request, methods: 'get' } as const
      return specsOf('direct', { integration }, { integration, request, cache: { sizeGb: '0.5', ttlSeconds: 60 } })
    },
  },

  proxy: {
    specs: () => {
      // The sandbox's name for itself: an address that always answers.
      const integration = { kind: 'http', url: 'https://0.loopback.sandbox.example/_sandbox/health' } as const
      return specsOf('proxy', { integration, ...slower }, { integration })
    },
  },

  models: {
    specs: () =>
      specsOf(
        'models',
        { target: { kind: 'model', models } },
        { target: { kind: 'model', models, parameter: 'model' } },
      ),
  },

  chat: { specs: () => specsOf('chat', { ...chat, ...slower }, chat) },

  adopted: {
    specs: ({ accountId, region, restApiId }) => {
      const arn = `arn:aws:lambda:${region}:${accountId}:function:${handMade}`
      const uri = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`
      const adopted: Change = {
        apiName: 'team-api',
        resourcePath: 'predict',
        adopted: { restApiId, method: 'ANY', uri, options: true },
      }
      return specsOf('adopted', { ...adopted, ...slower }, adopted)
    },
  },
}
