/** For tests: public APIs of each kind, as callers see them. */
import type { FeatureContract } from '../model/contract/contract'
import { plainRequest } from '../model/requests/request-shape'
import type { DescribedUrl, UrlFacts } from './described-url'

const iris: FeatureContract = {
  features: [
    { name: 'sepal length (cm)', type: 'number', unit: 'cm', min: 4.3, max: 7.9, description: 'How long */ """' },
    { name: 'class', type: 'choice', choices: ['a, b', 'c"d', "e'f\\"], default: 'a, b' },
    { name: 'petals', type: 'integer', missing: 'NaN' },
    { name: 'wild?', type: 'boolean', default: 'True' },
  ],
  output: { task: 'classification', labels: ['setosa', 'virginica'] },
}

export const lambdaFacts: UrlFacts = { integration: 'lambda', normalised: false, streams: false }

export const describedUrl = (members: Partial<DescribedUrl> = {}): DescribedUrl => ({
  title: 'iris',
  invokeUrl: 'https://abc123.execute-api.eu-central-1.amazonaws.com/prod/iris',
  queryParameter: 'data',
  request: plainRequest,
  contract: iris,
  sampleRow: '5.1,"a, b",3,True',
  region: 'eu-central-1',
  needs: { kind: 'open' },
  facts: lambdaFacts,
  ...members,
})

const inputs: [string, NonNullable<FeatureContract['input']>][] = [
  ['text', { kind: 'text', wrap: 'inputs', parameters: [{ name: 'max-new', type: 'integer', default: '5' }] }],
  ['instances', { kind: 'text', wrap: 'instances', parameters: [] }],
  ['plain text', { kind: 'text', wrap: 'plain', parameters: [] }],
  ['a picture', { kind: 'image', contentType: 'image/*' }],
  ['a recording', { kind: 'audio', contentType: 'audio/wav' }],
  ['a chat', { kind: 'chat', stream: true, parameters: [{ name: 'from', type: 'number' }] }],
  ['JSON', { kind: 'json', example: '{"instances":[[1]]}' }],
  ['JSON Lines', { kind: 'json', contentType: 'application/jsonlines' }],
]

/** One of each kind that there is. */
export const describedUrls: [string, DescribedUrl][] = [
  ['rows', describedUrl()],
  ['named rows', describedUrl({ request: { ...plainRequest, form: 'named' } })],
  ['rows with GET only', describedUrl({ request: { ...plainRequest, methods: 'get' } })],
  ['rows with POST only', describedUrl({ request: { ...plainRequest, methods: 'post' } })],
  ['a required parameter', describedUrl({ request: { ...plainRequest, required: true } })],
  ['raw bodies', describedUrl({ request: { ...plainRequest, form: 'raw' } })],
  ['undescribed rows', describedUrl({ contract: { features: [] }, sampleRow: undefined })],
  [
    'no function',
    describedUrl({
      request: { ...plainRequest, oneValue: true },
      facts: { ...lambdaFacts, integration: 'direct' },
    }),
  ],
  ['an address', describedUrl({ facts: { ...lambdaFacts, integration: 'http' } })],
  ['a later answer', describedUrl({ respondsLater: true })],
  ['a later answer to bodies', describedUrl({ respondsLater: true, request: { ...plainRequest, methods: 'post' } })],
  [
    'several models',
    describedUrl({ facts: { ...lambdaFacts, modelChoice: { parameter: 'model', models: ['a', 'b'] } } }),
  ],
  ['normalised answers', describedUrl({ facts: { ...lambdaFacts, normalised: true } })],
  ['a key', describedUrl({ needs: { kind: 'key' } })],
  ['a bearer key', describedUrl({ needs: { kind: 'key', header: 'authorization' } })],
  ['either header', describedUrl({ needs: { kind: 'key', header: 'both' } })],
  ['a signature', describedUrl({ needs: { kind: 'iam' } })],
  ['a token', describedUrl({ needs: { kind: 'cognito', scoped: true } })],
  [
    'OpenAI-compatible',
    describedUrl({
      needs: { kind: 'key', header: 'authorization' },
      contract: { features: [], input: { kind: 'chat', stream: true, parameters: [] } },
      facts: { ...lambdaFacts, streams: true, openAi: { model: 'sage', container: 'openai' } },
    }),
  ],
  ...inputs.map(([name, input]): [string, DescribedUrl] => [
    name,
    describedUrl({ contract: { features: [], input }, sampleRow: undefined }),
  ]),
]
