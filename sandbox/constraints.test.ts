/**
 * Every constraint that AWS's own models put on an input of an operation that the sandbox has, with values just inside it and just
 * outside. What is outside is refused with the service's own code, status and words.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { createAccounts } from './accounts'
import { modelNameOf, tableOf } from './kernel/constraints/check'
import { matcherOf } from './kernel/constraints/pattern'
import { s3Words } from './kernel/constraints/s3'
import { refusing } from './kernel/constraints/services'
import type { InputShape } from './kernel/constraints/table'
import type { CallRecord } from './kernel/dispatch'
import type { Service } from './kernel/types'
import { createWorld } from './kernel/world'
import { modelOf } from './oracle/model'
import { parseXml } from './oracle/xml'
import { services } from './service-list'
import { recordEvent } from './services/cloudtrail/record'
import { authorize } from './services/iam/authorize'
import { type NotBuilt, type Row, rowsOf } from './testing/model-inputs'
import { sendInput } from './testing/send-input'

const world = createWorld({ latencyMs: 0, rolePropagationMs: 0, timeScale: 1e6, faults: [], url: 'http://127.0.0.1:1' })
const parts = { world, services, authorize, recordEvent }
const keys = createAccounts(world, 'us-east-1', {}).createKey('123456789012', [])
afterAll(() => world.close())

const codes: Record<string, string> = {
  apigateway: 'ValidationException',
  cloudtrail: 'ValidationException',
  'cognito-idp': 'InvalidParameterException',
  iam: 'ValidationError',
  lambda: 'ValidationException',
  logs: 'InvalidParameterException',
  monitoring: 'ValidationError',
  pricing: 'InvalidParameterException',
  s3: 'InvalidArgument',
  sagemaker: 'ValidationException',
  'sagemaker-runtime': 'ValidationError',
  sts: 'ValidationError',
  tagging: 'InvalidParameterException',
  wafv2: 'ValidationException',
}

function errorOf({ status, headers, body, protocol, errorCode }: CallRecord): {
  status: number
  code?: string
  message: string
  argument?: string
} {
  const text = String(body)
  if (errorCode === undefined) return { status, message: '' }
  if (protocol === 'query' || protocol === 'rest-xml') {
    const root = parseXml(text)
    const error = root.name === 'Error' ? root : root.children.find(({ name }) => name === 'Error')
    const of = (name: string) => error?.children.find((child) => child.name === name)?.text
    return { status, code: of('Code'), message: of('Message') ?? '', argument: of('ArgumentName') }
  }
  const json = JSON.parse(text) as { __type?: string; message?: string; Message?: string }
  return { status, code: json.__type ?? headers['x-amzn-errortype'], message: json.Message ?? json.message ?? '' }
}

const lower = (name: string) => `${name[0]?.toLowerCase()}${name.slice(1)}`

function pathOf(model: string, { operation, at, member }: Row): string {
  const path = at.map((part) => (/^\d+$/.test(part) ? `${part}.member` : lower(part))).join('.')
  return model === 'apigateway' && member.location !== 'uri' ? `${lower(operation)}Input.${path}` : path
}

const rules = ({ type, min, max, pattern, enum: values }: InputShape, value?: unknown): string[] => {
  const isNumber = /^(integer|long|float|double)$/.test(type)
  const size = isNumber ? Number(value) : Array.isArray(value) ? value.length : String(value).length
  const what = isNumber ? 'value' : 'length'
  const all = value === undefined
  return [
    ...(max !== undefined && (all || size > max) ? [`Member must have ${what} less than or equal to ${max}`] : []),
    ...(min !== undefined && (all || size < min) ? [`Member must have ${what} greater than or equal to ${min}`] : []),
    ...(pattern !== undefined && (all || !matcherOf(pattern).matches(String(value)))
      ? [`Member must satisfy regular expression pattern: ${pattern}`]
      : []),
    ...(values && (all || !values.includes(String(value)))
      ? [`Member must satisfy enum value set: [${values.join(', ')}]`]
      : []),
  ]
}

const together = { elements: 'Member', keys: 'Map keys', values: 'Map value' }

/** What every refusal of the row ends with. */
function expectedWords(row: Row): string[] {
  if (row.rule === 'required') return ['Member must not be null']
  if (row.within) return [`${together[row.within]} must satisfy constraint: [${rules(row.shape).join(', ')}]`]
  return rules(row.shape, row.value)
}

const rowName = ({ operation, at, rule, side, value }: Row) =>
  `${operation} ${at.join('.')} ${rule} ${side} ${JSON.stringify(value)?.slice(0, 60)}`

const counts = { operations: 0, inside: 0, outside: 0, type: 0, notBuilt: 0 }
const unexplained: string[] = []

/** Why no value outside of a pattern can be sent, by the pattern; of all others one is. */
const neverOutside: [why: string, holds: (one: NotBuilt) => boolean][] = [
  ['it takes every text', ({ shape }) => /^(\[\\s\\S\]|\[\\S\\s\]|\(\?s\)\.)[*+]$/.test(shape.pattern ?? '')],
  [
    'only a line break is outside, which a header cannot have',
    ({ shape, location }) => shape.pattern === '.*' && location === 'header',
  ],
]

it('has the constraints of every operation of every service', () => {
  const lacking = services.flatMap((service) => {
    const table = tableOf(modelNameOf(service))
    const names = Object.keys(service.operations)
    return names
      .filter((name) => !table || !Object.hasOwn(table.operations, name))
      .map((name) => `${service.signingName}:${name}`)
  })
  expect(lacking).toEqual([])
  // And of no operation that is gone.
  const spoken = new Set(
    services.flatMap((one) => Object.keys(one.operations).map((name) => `${modelNameOf(one)}:${name}`)),
  )
  const gone = Object.keys(refusing).flatMap((name) =>
    Object.keys(tableOf(name)?.operations ?? {}).filter((operation) => !spoken.has(`${name}:${operation}`)),
  )
  expect(gone).toEqual([])
})

describe.each(services.map((service) => [modelNameOf(service), service] as const))('%s', (model, service) => {
  const table = tableOf(model)!
  const { ownWords = {} } = refusing[model] ?? {}
  const members = (operation: string) => table.shapes[table.operations[operation] ?? '']?.members ?? {}

  it.each(Object.keys(service.operations))('%s', async (operation) => {
    const { rows, notBuilt } = rowsOf(table, operation)
    counts.operations += 1
    counts.notBuilt += notBuilt.length
    unexplained.push(...notBuilt.filter((one) => !neverOutside.some(([, holds]) => holds(one))).map(({ name }) => name))
    const wrong: string[] = []
    for (const row of rows) {
      const key = row.at.filter((part) => !/^\d+$/.test(part)).join('.')
      if (row.rule === 'length' && row.side === 'inside' && longerThanNames(row)) continue
      if (row.rule === 'required' && namesOperation(service, row)) continue
      if ([`${operation}.${key}`, `*.${key}`, `${operation}.*`].some((one) => one in ownWords)) continue
      const sent = await sendInput(parts, keys, service, operation, members(operation), row.input)
      wrong.push(...judge(model, service, row, sent).map((words) => `${rowName(row)}: ${words}`))
    }
    expect(wrong).toEqual([])
  })
})

/** Without it, the request is another operation's. */
const namesOperation = ({ routes = [] }: Service, { operation, member }: Row) =>
  routes.some((one) => one.operation === operation && one.marker === member.locationName)

/** What S3 says of a value that its model does not allow; the sources are in `kernel/constraints/s3.ts`. */
const s3Refusals: Record<string, [code: string, message: RegExp]> = {
  'x-amz-acl': ['InvalidArgument', /^$/],
  'x-amz-object-ownership': ['InvalidArgument', /^Invalid x-amz-object-ownership header: BucketOwnerPreferredX$/],
  'encoding-type': ['InvalidArgument', /^Invalid Encoding Method specified in Request$/],
  'x-amz-storage-class': ['InvalidStorageClass', /^The storage class you specified is not valid$/],
  'x-amz-sdk-checksum-algorithm': [
    'InvalidRequest',
    /^Checksum algorithm provided is unsupported\. Please try again with any of the valid types: \[CRC32, CRC32C, CRC64NVME, MD5, SHA1, SHA256, SHA512, XXHASH128, XXHASH3, XXHASH64\]$/,
  ],
  'x-amz-checksum-type': ['InvalidRequest', /^Value for x-amz-checksum-type header is invalid\.$/],
  'x-amz-object-lock-mode': ['InvalidArgument', /^Unknown wormMode directive\.$/],
  'x-amz-object-lock-legal-hold': ['InvalidArgument', /^Legal Hold must be either of 'ON' or 'OFF'$/],
  'x-amz-server-side-encryption': ['InvalidArgument', /^The encryption method specified is not supported$/],
  'max-buckets': ['InvalidArgument', /^Argument max-buckets must be an integer between 1 and 10000$/],
  partNumber: ['InvalidArgument', /^Part number must be an integer between 1 and 10000, inclusive$/],
}
s3Refusals['x-amz-checksum-algorithm'] = s3Refusals['x-amz-sdk-checksum-algorithm']!

function judgeS3(row: Row, { status, code, message, argument }: ReturnType<typeof errorOf>): string[] {
  const { locationName = '' } = row.member
  const [own = 'InvalidArgument', words = /^$/] = s3Refusals[locationName] ?? []
  const isOwn = code === own && words.test(message)
  const names = own !== 'InvalidArgument' || argument === locationName
  if (row.side === 'inside') {
    counts.inside += 1
    return (isOwn && names) || status >= 500 || /undefined|\[object/.test(message)
      ? [`${status} ${code} ${message}`]
      : []
  }
  counts.outside += 1
  return status === 400 && isOwn && names
    ? []
    : [`${status} ${code} ${message} ${argument}\n    expected ${own} ${words}`]
}

function judge(model: string, service: Service, row: Row, sent: CallRecord): string[] {
  if (model === 's3') return judgeS3(row, errorOf(sent))
  const { status, code, message } = errorOf(sent)
  const path = pathOf(model, row)
  if (row.side === 'inside') {
    counts.inside += 1
    const isRefused = message.includes(`at '${path}' failed`) || code === 'SerializationException'
    return isRefused || status >= 500 || /undefined|\[object/.test(message) ? [`${status} ${code} ${message}`] : []
  }
  if (row.rule === 'type') {
    if (service.protocol === 'query') return []
    counts.type += 1
    return status === 400 && code === 'SerializationException' && /not be converted|not expected|or null/.test(message)
      ? []
      : [`${status} ${code} ${message}`]
  }
  counts.outside += 1
  // The oldest operations of CloudWatch have words of their own.
  if (['PutMetricData', 'ListMetrics', 'GetMetricStatistics'].includes(row.operation))
    return status === 400 && Object.entries(oldestWords).some(([name, words]) => name === code && words.test(message))
      ? []
      : [`${status} ${code} ${message}`]
  const shown = row.rule === 'required' ? ' null' : `(?: '[^]*?')?`
  const words = expectedWords(row)
  const one = (rule: string) => `Value${shown} at '${literal(path)}' failed to satisfy constraint: ${literal(rule)}`
  const whole = new RegExp(`^${words.length} validation errors? detected: ${words.map(one).join('; ')}$`)
  return status === 400 && code === codes[model] && whole.test(message)
    ? []
    : [`${status} ${code} ${message}\n    expected ${codes[model]} ${words.join('; ')}`]
}

const oldestWords = {
  MissingRequiredParameterException: /^The parameter \S+ is required\.$/,
  InvalidParameterValueException:
    /^(The parameter \S+ must be a value in the set \[ .* \]\.|The collection \S+ must not have a size greater than \d+\.|\d+ validation errors? detected: Value '.* failed to satisfy constraint: (Member|Map keys|Map value) must .*)$/s,
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

it('counts', () => {
  console.error(`constraints: ${JSON.stringify(counts)}`)
  expect(counts.inside + counts.outside).toBeGreaterThan(9_000)
  // Of every other constraint a value just inside and one just outside was sent.
  expect(unexplained).toEqual([])
})

/** Required when version 2 was made, and not any more. `Expires` of S3 was a time, and is any text by now. */
const optionalByNow = [
  'PutMetricData.MetricData',
  'PutMetricAlarm.EvaluationPeriods',
  'PutMetricAlarm.ComparisonOperator',
  'CreateInferenceComponent.VariantName',
  'CreateInferenceComponent.Specification',
  'CreateInferenceComponent.RuntimeConfig',
  'InvokeEndpointAsync.InputLocation',
]

/** Refused though the model takes it: a whole ARN can have that length, and a name 64 characters (recorded in `lambda-versions.test.ts`). */
const longerThanNames = ({ operation, at }: Row) => operation === 'CreateFunction' && at[0] === 'FunctionName'

describe('the table', () => {
  it.each(services.map((service) => [modelNameOf(service), service] as const))(
    'of %s has every member, type and requirement that the models of aws-sdk have',
    (name, service) => {
      const table = tableOf(name)!
      const differing: string[] = []
      for (const operation of Object.keys(service.operations)) {
        const model = modelOf(service.signingName, operation)
        const input = model?.file.operations[operation]?.input
        const shape = table.shapes[table.operations[operation] ?? '']
        for (const [member, one] of Object.entries(input?.members ?? {})) {
          const ours = shape?.members?.[member]
          if (!ours) differing.push(`${operation}.${member}`)
          else if (one.type && one.type !== table.shapes[ours.shape]?.type && member !== 'Expires')
            differing.push(`${operation}.${member}: ${one.type}, ${table.shapes[ours.shape]?.type}`)
        }
        for (const member of input?.required ?? [])
          if (!shape?.required?.includes(member) && !optionalByNow.includes(`${operation}.${member}`))
            differing.push(`${operation}.${member} is required`)
      }
      expect(differing).toEqual([])
    },
  )

  it('names a source for each difference', () => {
    const sources = Object.values(refusing).flatMap(({ differences = {}, ownWords = {} }) => [
      ...Object.values(differences).map(({ source }) => source),
      ...Object.values(ownWords),
      ...Object.values(s3Words).map(({ source }) => source),
    ])
    for (const source of sources) expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com)\//)
  })
})
