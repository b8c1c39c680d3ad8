import { compileErrors, validate } from '@readme/openapi-parser'
import Ajv2020 from 'ajv/dist/2020'
import { describe, expect, it } from 'vitest'
import { plainRequest } from '../../model/requests/request-shape'
import { describedUrl, describedUrls, lambdaFacts } from '../testing'
import { openApiForCallers, splitUrl } from './document'

type Operation = {
  parameters?: { name: string; required: boolean; schema: object; example?: unknown }[]
  requestBody?: { content: Record<string, { schema: object; example?: unknown }> }
  responses: Record<string, { content?: Record<string, unknown> }>
}
interface Read {
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  security?: object[]
  components: { schemas: Record<string, object>; securitySchemes?: object }
}
const read = (url = describedUrl()): Read => JSON.parse(JSON.stringify(openApiForCallers(url)))
const irisPath = '/iris'

it.each(describedUrls)('of %s is valid OpenAPI 3.1', async (_, url) => {
  const result = await validate(JSON.parse(JSON.stringify(openApiForCallers(url))))
  expect(result.valid ? '' : compileErrors(result)).toBe('')
})

it('is refused by the validator if it is wrong', async () => {
  const broken = JSON.parse(JSON.stringify(openApiForCallers(describedUrl())))
  broken.paths[irisPath].get.parameters[0].in = 'nowhere'
  expect((await validate(broken)).valid).toBe(false)
})

it.each(describedUrls)('of %s has examples that fit their schemas', (_, url) => {
  const document = read(url)
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ $id: 'document', ...document })
  const fits = (schema: object, example: unknown) => {
    const resolved = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/'))
    expect(ajv.validate(resolved, example), `${JSON.stringify(example)}: ${ajv.errorsText()}`).toBe(true)
  }
  for (const methods of Object.values(document.paths))
    for (const { parameters = [], requestBody } of Object.values(methods)) {
      for (const { schema, example } of parameters) if (example !== undefined) fits(schema, example)
      for (const { schema, example } of Object.values(requestBody?.content ?? {}))
        if (example !== undefined) fits(schema, example)
    }
})

describe('the address', () => {
  it.each([
    ['https://abc.execute-api.eu-central-1.amazonaws.com/prod/iris', '/prod', '/iris'],
    ['https://abc.execute-api.eu-central-1.amazonaws.com/iris', '', '/iris'],
    ['https://abc.execute-api.eu-central-1.amazonaws.com/prod/a/b', '/prod/a', '/b'],
  ])('of %s', (url, server, path) => {
    expect(splitUrl(url)).toEqual({ server: `https://abc.execute-api.eu-central-1.amazonaws.com${server}`, path })
  })
})

it('describes features by their names', () => {
  const { paths, components } = read(describedUrl({ request: { ...plainRequest, form: 'named' } }))
  const { parameters = [], responses } = paths[irisPath]?.get ?? { responses: {} }
  expect(parameters).toEqual([
    {
      name: 'sepal_length_cm',
      in: 'query',
      required: true,
      description: 'sepal length (cm); How long */ """; in cm; from 4.3 to 7.9 in the training data',
      schema: { type: 'number' },
      example: 5.1,
    },
    {
      name: 'class',
      in: 'query',
      required: false,
      schema: { type: 'string', enum: ['a, b', 'c"d', "e'f\\"], default: 'a, b' },
      example: 'a, b',
    },
    {
      name: 'petals',
      in: 'query',
      required: false,
      description: 'empty for a missing value',
      allowEmptyValue: true,
      schema: { type: 'integer' },
      example: 3,
    },
    {
      name: 'wild?',
      in: 'query',
      required: false,
      schema: { type: 'boolean', default: true },
      example: true,
    },
  ])
  expect(components.schemas.Features).toMatchObject({
    required: ['sepal length (cm)'],
    properties: { petals: { type: ['integer', 'null'] } },
  })
  expect(Object.keys(responses)).toEqual(['200', '400', '413', '429', '500', '502', '503', '504', '4XX'])
})

it.each<[Parameters<typeof describedUrl>[0], string[], string[]]>([
  [{ needs: { kind: 'open' } }, [], []],
  [{ needs: { kind: 'key' } }, ['apiKey'], ['403']],
  [{ needs: { kind: 'key', header: 'authorization' } }, ['bearer'], ['401', '403']],
  [{ needs: { kind: 'key', header: 'both' } }, ['bearer', 'apiKey'], ['401', '403']],
  [{ needs: { kind: 'iam' } }, ['sigv4'], ['403']],
  [{ needs: { kind: 'cognito' } }, ['token'], ['401', '403']],
  [
    { needs: { kind: 'key' }, facts: { ...lambdaFacts, openAi: { model: 'm', container: 'openai' } } },
    ['apiKey'],
    ['401', '403'],
  ],
])('of %o has its schemes and refusals', (members, schemes, refusals) => {
  const { components, security = [], paths } = read(describedUrl(members))
  expect(Object.keys(components.securitySchemes ?? {})).toEqual(schemes)
  expect(security.flatMap((one) => Object.keys(one))).toEqual(schemes)
  const statuses = Object.keys(paths[irisPath]?.post?.responses ?? {})
  expect(statuses.filter((status) => status === '401' || status === '403')).toEqual(refusals)
})

it.each([
  ['rows', ['get', 'post']],
  ['rows with GET only', ['get']],
  ['rows with POST only', ['post']],
  ['a required parameter', ['get', 'post']],
  ['a later answer to bodies', ['get', 'post']],
  ['a picture', ['post']],
])('of %s has the methods that the URL takes', (name, methods) => {
  const [, url] = describedUrls.find(([one]) => one === name) ?? []
  expect(Object.keys(read(url).paths[irisPath] ?? {})).toEqual(methods)
})

it('names the paths of OpenAI’s API that the container serves', () => {
  const facts = { ...lambdaFacts, openAi: { model: 'sage', container: 'embed' as const } }
  expect(Object.keys(read(describedUrl({ facts })).paths)).toEqual(['/iris', '/iris/embeddings', '/iris/models'])
})

it.each<[cell: string, example: unknown]>([
  ['3.0', 3],
  ['5.10', 5.1],
  ['NaN', undefined],
  ['123456789.123456789', undefined],
  ['', undefined],
])('a number that the sample has as %j is the example %j', (cell, example) => {
  const contract = { features: [{ name: 'width', type: 'number' as const }], output: describedUrl().contract.output }
  const { paths } = read(
    describedUrl({ contract, sampleRow: cell, request: { ...describedUrl().request, form: 'named' } }),
  )
  const [parameter] = (paths[irisPath]?.get?.parameters ?? []) as { example?: unknown }[]
  expect(parameter?.example).toBe(example)
})
