/** Refuses what AWS's models do not allow, before an operation sees it. */
import { AwsError } from '../errors'
import type { WireService } from '../wire'
import { type Refusing, refusing } from './services'
import { type Constraints, constraintsOf, type InputShape } from './table'
import { type Violation, violationsOf } from './violations'

/** SageMaker and its runtime sign alike. */
export const modelNameOf = ({ signingName, protocol }: WireService): string =>
  signingName === 'sagemaker' && protocol === 'rest-json' ? 'sagemaker-runtime' : signingName

const tables = new Map<string, Constraints>()

/**
 * The member that has an error's message: as the model names it. Recorded of Lambda by localstack
 * (tests/aws/services/lambda_/test_lambda_api.snapshot.json): `Message` of ResourceNotFoundException, `message` of
 * InvalidParameterValueException. An error that a model does not have is the framework's own, which writes `message`.
 */
export function messageMember(service: WireService, code: string): 'message' | 'Message' {
  return tableOf(modelNameOf(service))?.capitalMessage.includes(code) ? 'Message' : 'message'
}

/** What AWS holds: its model, with the documented differences. */
export function tableOf(name: string): Constraints | undefined {
  const rules = refusing[name]
  if (!rules) return undefined
  const known = tables.get(name)
  if (known) return known
  const model = constraintsOf(rules.file)
  const shapes = { ...model.shapes }
  for (const [shape, { source, ...difference }] of Object.entries(rules.differences ?? {}))
    shapes[shape] = { ...(shapes[shape] as InputShape), ...difference }
  const table = { ...model, shapes }
  tables.set(name, table)
  return table
}

interface Located {
  rawQuery: string
  headers: Record<string, string>
}

export function checkInput(
  service: WireService,
  operation: string,
  input: Record<string, unknown>,
  request: Located,
): void {
  const name = modelNameOf(service)
  const table = tableOf(name)
  const rules = refusing[name]
  if (!table || !rules) return
  // As it was sent: a route has made numbers of some.
  const whole = { ...input, ...locatedIn(table, operation, request) }
  const all = violationsOf(table, operation, whole, service.protocol === 'query').filter(
    (one) => !hasOwnWords(rules, operation, one),
  )
  // In S3 every value that is checked is text, of a path, a query or a header.
  const wrongType = service.protocol === 'rest-xml' ? undefined : all.find(({ broken }) => broken.kind === 'type')
  if (wrongType) throw serialization(service, wrongType)
  // AWS names what the body breaks first.
  const body = all.filter(({ location }) => location === undefined)
  const located = all.filter(({ location }) => location !== undefined)
  if (all.length > 0) throw rules.refuse([...body, ...located], operation)
}

/** Members of the query and the headers, which a route need not name if no operation reads them. */
function locatedIn(table: Constraints, operation: string, { rawQuery, headers }: Located): Record<string, unknown> {
  const members = Object.entries(table.shapes[table.operations[operation] ?? '']?.members ?? {})
  const query = new URLSearchParams(rawQuery)
  const found = members.flatMap(([name, { shape, location, locationName = name }]): [string, unknown][] => {
    const isList = table.shapes[shape]?.type === 'list'
    if (location === 'header') {
      const value = headers[locationName.toLowerCase()]
      return [[name, isList ? value?.split(',').map((one) => one.trim()) : value]]
    }
    if (location !== 'querystring' || !query.has(locationName)) return []
    const values = query.getAll(locationName)
    return [[name, isList ? values : values[0]]]
  })
  return Object.fromEntries(found.filter(([, value]) => value !== undefined))
}

function hasOwnWords({ ownWords = {} }: Refusing, operation: string, { at }: Violation): boolean {
  const path = at.filter((part) => !/^\d+$/.test(part)).join('.')
  return [`${operation}.${path}`, `*.${path}`, `${operation}.*`].some((key) => key in ownWords)
}

const token = (value: unknown): string =>
  typeof value === 'string'
    ? 'STRING_VALUE'
    : typeof value === 'number'
      ? 'NUMBER_VALUE'
      : `${String(value).toUpperCase()}_VALUE`

const className = (value: unknown): string =>
  typeof value === 'string'
    ? 'java.lang.String'
    : typeof value === 'boolean'
      ? 'java.lang.Boolean'
      : 'com.amazon.coral.value.json.numbers.TruncatingBigNumber'

const javaType: Record<string, string> = {
  string: 'String',
  boolean: 'Boolean',
  integer: 'Integer',
  long: 'Long',
  float: 'Float',
  double: 'Double',
  timestamp: 'Date',
  blob: 'Blob',
}

/**
 * A JSON value of another type than the member's. The words are those that people met:
 * https://github.com/ca98am79/connect-dynamodb/issues/99, https://github.com/aws-amplify/amplify-js/issues/13265
 */
function serialization(service: WireService, { value, broken }: Violation): AwsError {
  const wanted = broken.kind === 'type' ? broken.wanted : ''
  if (service.protocol === 'query') return new AwsError('MalformedInput', 'Invalid Argument')
  const words = (): string => {
    if (wanted === 'list') return 'Expected list or null'
    if (wanted === 'structure' || wanted === 'map') return 'Expected map or null'
    if (Array.isArray(value)) return 'Start of list found where not expected'
    if (typeof value === 'object') return 'Start of structure or map found where not expected.'
    // Recorded for API Gateway, article and all.
    if (service.signingName === 'apigateway')
      return `class ${className(value)} can not be converted to an ${javaType[wanted]}`
    return `${token(value)} can not be converted to ${/^[AEIOU]/.test(javaType[wanted] ?? '') ? 'an' : 'a'} ${javaType[wanted]}`
  }
  return new AwsError('SerializationException', words())
}
