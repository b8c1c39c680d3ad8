/** What the URL takes, as parameters and bodies of OpenAPI 3.1. Pure. https://spec.openapis.org/oas/v3.1.0#operation-object */
import { type Feature, inputOf } from '../../model/contract/contract'
import { buildNamed } from '../../model/requests/build-request'
import { optionalFeatures, readRow } from '../../model/requests/encode'
import { parseExact } from '../../model/requests/exact-json'
import { parseJson } from '../../model/requests/json-text'
import { queryNameOf } from '../../model/requests/request-shape'
import { messagesSchema, parametersOf, valueSchema } from '../../model/tool/input-schema'
import type { DescribedUrl } from '../described-url'

export interface Parameter {
  name: string
  in: 'query'
  required: boolean
  description?: string
  allowEmptyValue?: true
  schema: object
  example?: unknown
}

interface Media {
  schema: object
  example?: unknown
}

/** By content type. */
type Bodies = Record<string, Media>

/** Says whether callers name the features. */
const isNamed = ({ request, contract }: DescribedUrl): boolean =>
  request.form === 'named' && contract.features.length > 0

/** Says whether the URL takes rows with GET. */
export const takesGet = (url: DescribedUrl): boolean =>
  inputOf(url.contract).kind === 'rows' && url.request.methods !== 'post'

/** A parameter that is required comes with GET and POST, and then no body does. */
export const postTakesQuery = ({ request }: DescribedUrl): boolean => request.required && request.methods !== 'get'

/** The query of a row: one parameter for each feature, or one for the whole row. */
export function rowParameters(url: DescribedUrl): Parameter[] {
  const { contract, queryParameter, sampleRow } = url
  if (isNamed(url)) return contract.features.map((feature) => namedParameter(feature, contract.features, sampleRow))
  const schema = { type: 'string' }
  return [
    {
      name: queryParameter,
      in: 'query',
      required: true,
      description: rowWords(contract.features),
      // Of several values a mapping template reads the last.
      schema: url.request.oneValue ? schema : { type: 'array', items: schema, minItems: 1 },
      ...(sampleRow === undefined ? {} : { example: url.request.oneValue ? sampleRow : [sampleRow] }),
    },
  ]
}

function namedParameter(feature: Feature, features: Feature[], sampleRow: string | undefined): Parameter {
  const name = queryNameOf(feature.name) ?? feature.name
  const optional = optionalFeatures(features).includes(feature)
  const { missing } = feature
  const canBeEmpty = missing !== undefined && missing !== 'none'
  const { description, ...schema } = valueSchema({ ...feature, missing: 'none' }, name) as { description?: string }
  const cell = sampleRow === undefined ? undefined : readRow(sampleRow)[features.indexOf(feature)]
  return {
    name,
    in: 'query',
    required: feature.default === undefined && !optional,
    ...(description || canBeEmpty
      ? { description: [description, canBeEmpty ? 'empty for a missing value' : ''].filter(Boolean).join('; ') }
      : {}),
    ...(canBeEmpty ? { allowEmptyValue: true as const } : {}),
    schema,
    ...withCell(feature, cell),
  }
}

/** The cell as an example, if the schema of the feature takes it: a number whose digits a double would change is none. */
function withCell(feature: Feature, cell: string | undefined): { example?: unknown } {
  const example = cell === undefined || cell.trim() === '' ? undefined : typedCell(feature, cell.trim())
  return example === undefined ? {} : { example }
}

function typedCell({ type, choices = [] }: Feature, cell: string): unknown {
  const value = Number(cell)
  switch (type) {
    case 'number':
      return Number.isFinite(value) && cell.length < 16 ? value : undefined
    case 'integer':
      return Number.isSafeInteger(value) ? value : undefined
    case 'boolean':
      return /^(true|false|1|0)$/i.test(cell) ? /^(true|1)$/i.test(cell) : undefined
    case 'choice':
      return choices.includes(cell) ? cell : undefined
    default:
      return cell
  }
}

const rowWords = (features: Feature[]): string =>
  features.length === 0
    ? 'One row of values, separated by commas, in the order of the model'
    : `One row as CSV, in this order: ${features.map(({ name, unit }) => (unit ? `${name} (${unit})` : name)).join(', ')}`

/** Undefined if the URL takes no body. */
export function bodiesOf(url: DescribedUrl): Bodies | undefined {
  const { contract, request } = url
  const input = inputOf(contract)
  switch (input.kind) {
    case 'rows':
      return request.methods === 'get' || request.required ? undefined : rowBodies(url)
    case 'text': {
      if (input.wrap === 'plain') return { 'text/plain': withExample({ type: 'string' }, exampleOf(url)) }
      const [text, more] =
        input.wrap === 'inputs' ? (['inputs', 'parameters'] as const) : (['instances', 'configuration'] as const)
      const value = text === 'inputs' ? { type: 'string' } : { type: 'array', items: { type: 'string' }, minItems: 1 }
      const parameters = parametersOf(input.parameters)
      const properties = {
        [text]: value,
        ...(input.parameters.length > 0 ? { [more]: { type: 'object', properties: parameters } } : {}),
      }
      const example = exampleOf(url)
      return {
        'application/json': withExample(
          { type: 'object', properties, required: [text] },
          example === undefined ? undefined : { [text]: text === 'inputs' ? example : [example] },
        ),
      }
    }
    case 'chat': {
      const properties = {
        messages: messagesSchema,
        ...parametersOf(input.parameters),
        ...(input.stream
          ? { stream: { type: 'boolean', description: 'true: the answer comes as server-sent events' } }
          : {}),
      }
      const content = exampleOf(url) ?? 'Your question'
      return {
        'application/json': withExample(
          { type: 'object', properties, required: ['messages'] },
          { messages: [{ role: 'user', content }] },
        ),
      }
    }
    case 'image':
    case 'audio':
      // In 3.1 bytes are what has no schema.
      return { [input.contentType]: { schema: {} } }
    default: {
      const example = input.example ?? exampleOf(url)
      const type = input.contentType ?? 'application/json'
      if (type !== 'application/json') return { [type]: withExample({ type: 'string' }, example) }
      return { [type]: withExample({}, parseJson(example ?? '')) }
    }
  }
}

const exampleOf = ({ contract }: DescribedUrl): string | undefined => contract.examples?.[0]?.value

const withExample = (schema: object, example: unknown): Media => ({
  schema,
  ...(example === undefined ? {} : { example }),
})

function rowBodies(url: DescribedUrl): Bodies {
  const { contract, sampleRow, request, facts } = url
  const { features } = contract
  const csv = withExample(
    { type: 'string', description: `Rows as CSV without a header. ${rowWords(features)}` },
    sampleRow,
  )
  const own = { schema: { description: 'JSON in the form of the model' } }
  if (facts.integration !== 'lambda' || request.form === 'raw') return { 'text/csv': csv, 'application/json': own }
  if (features.length === 0) return { 'text/csv': csv, 'application/json': { schema: listOfRows({ type: 'array' }) } }
  if (!isNamed(url)) return { 'text/csv': csv, 'application/json': { schema: listOfRows(rowSchema(features)) } }
  const named = buildNamed(url, features, sampleRow ?? '')?.json
  const one = { $ref: '#/components/schemas/Features' }
  return {
    'application/json': withExample(
      { anyOf: [one, { type: 'array', items: one, minItems: 1 }] },
      named === undefined ? undefined : readExample(named),
    ),
    'text/csv': csv,
  }
}

/** An example of JSON whose digits a double would change is none. */
const readExample = (json: string): unknown =>
  JSON.stringify(parseExact(json)) === JSON.stringify(JSON.parse(json)) || !/\d{16}/.test(json)
    ? JSON.parse(json)
    : undefined

const listOfRows = (row: object): object => ({
  type: 'object',
  properties: { data: { type: 'array', minItems: 1, items: row } },
  required: ['data'],
})

/** Each column by its place. */
const rowSchema = (features: Feature[]): object => ({
  type: 'array',
  prefixItems: features.map((feature) => ({ title: feature.name, ...valueSchema(feature, feature.name) })),
  minItems: features.length,
  maxItems: features.length,
})

/** The schema of one row by name, for a URL that takes names. */
export function featuresSchema(url: DescribedUrl): object | undefined {
  const { features } = url.contract
  if (!isNamed(url) || inputOf(url.contract).kind !== 'rows') return undefined
  const optional = optionalFeatures(features)
  const required = features
    .filter((one) => one.default === undefined && !optional.includes(one))
    .map(({ name }) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(features.map((feature) => [feature.name, valueSchema(feature, feature.name)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  }
}
