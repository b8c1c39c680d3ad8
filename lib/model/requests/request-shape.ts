/**
 * What callers can send to a public API and which form of answer they get unless they request another. The defaults are what
 * a spec without them means.
 */
import type { z } from 'zod'
import { type Feature, type FeatureContract, inputOf } from '../contract/contract'
import type { requestSchema, responseSchema } from './request-schema'

export type RequestShape = z.infer<typeof requestSchema>
export type ResponseShape = z.infer<typeof responseSchema>

export const plainRequest: RequestShape = { required: false, methods: 'any', form: 'rows', validateBody: false }
export const plainResponse: ResponseShape = { form: 'model' }

/** The normalised answer's own media type: requested by Accept, named in Content-Type. */
export const normalisedType = 'application/vnd.portico.prediction+json'

/** How a name is compared: case, spaces, `_`, `-`, `.` and brackets do not count. */
export const nameKey = (name: string): string => {
  const key = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.()[\]]+/g, '')
  return key || name
}

/** The keys by which a feature is found: its name, and its name with the unit, as the header of its data can have it. */
export const keysOf = ({ name, unit }: Pick<Feature, 'name' | 'unit'>): string[] =>
  unit ? [nameKey(name), nameKey(`${name} ${unit}`)] : [nameKey(name)]

/**
 * Returns the name that the gateway can declare; undefined if no such name would be read as this feature. The function takes
 * undeclared ones all the same.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html
 */
export function queryNameOf(name: string): string | undefined {
  const declared = name.replace(/[^A-Za-z0-9._$-]+/g, '_').replace(/^[_.]+|(?<!_)_+$/g, '')
  return declared !== '' && nameKey(declared) === nameKey(name) ? declared : undefined
}

/** `GET and POST, named features`, for facts and histories. */
export function requestWords({ methods, required, form, validateBody, enforce }: RequestShape): string {
  const words = {
    any: 'GET and POST',
    get: 'GET only',
    post: 'POST only',
    rows: undefined,
    named: 'named features',
    raw: 'bodies unread',
  }
  return [
    words[methods],
    words[form],
    required && 'parameter required',
    validateBody && 'JSON validated',
    enforce && 'columns enforced',
  ]
    .filter(Boolean)
    .join(', ')
}

/** Says whether rows are held against the contract: a spec can say so before anybody described a column. */
export const isEnforced = ({ request, contract }: { request: RequestShape; contract: FeatureContract }): boolean =>
  request.enforce === true &&
  request.form !== 'raw' &&
  inputOf(contract).kind === 'rows' &&
  contract.features.length > 0

interface Shaped {
  queryParameter: string
  contract: FeatureContract
  request: RequestShape
  response: ResponseShape
  adopted?: object
}

/** Choices that exclude each other, each with a sentence. */
export function shapeProblems(spec: Shaped): { path: ['request' | 'response']; message: string }[] {
  const { request, response, contract } = spec
  const input = inputOf(contract)
  const isRows = input.kind === 'rows'
  const isDescribed = isRows && contract.features.length > 0
  const problems: [boolean, string][] = [
    [
      spec.adopted !== undefined && (request.required || request.methods !== 'any' || request.validateBody),
      'Methods, required parameters and validation of an adopted URL stay its owner’s',
    ],
    [
      request.enforce === true && request.form === 'raw',
      'A body that is passed through unchanged has no columns to enforce',
    ],
    [request.required && !isRows, 'This input comes in the body, and a required parameter shuts bodies out'],
    [request.required && request.form === 'named', 'Named features come without it: leave the parameter optional'],
    [request.required && request.form === 'raw', 'Bodies come without it: leave the parameter optional'],
    [request.required && request.validateBody, 'A required parameter excludes the bodies that would be validated'],
    [request.methods === 'get' && !isRows, 'This input comes in a body, which GET has not'],
    [request.methods === 'get' && request.form === 'raw', 'GET has no body to pass through'],
    [request.methods === 'get' && request.validateBody, 'GET has no body to validate'],
    [request.form === 'named' && !isDescribed, 'Describe the columns first: callers send their names'],
    [request.validateBody && request.form === 'raw', 'A body that is passed through unchanged cannot be validated'],
    [request.validateBody && !isDescribed, 'Describe the columns first: bodies are validated against them'],
  ]
  const first = problems.find(([holds]) => holds)?.[1] ?? (request.form === 'named' ? clash(spec) : undefined)
  return [
    ...(first ? [{ path: ['request'] as ['request'], message: first }] : []),
    ...(response.form === 'normalised' && input.kind === 'chat' && input.stream && !spec.adopted
      ? [{ path: ['response'] as ['response'], message: 'An answer that is streamed goes out as the model writes it' }]
      : []),
  ]
}

/** Named features need names that can be distinguished, from each other and from the parameter of rows. */
function clash({ contract, queryParameter }: Shaped): string | undefined {
  const seen = new Map<string, string>()
  for (const { name } of contract.features) {
    const key = nameKey(name)
    if (key === nameKey(queryParameter))
      return `${name} is a column and the query parameter: name one of them otherwise`
    const before = seen.get(key)
    if (before !== undefined && before !== name)
      return `Callers could not distinguish ${before} from ${name}: rename one column`
    seen.set(key, name)
  }
  return undefined
}
