/**
 * Every constraint that AWS's own models put on an input of an operation that the sandbox has, with values just inside it and just
 * outside. What is outside is refused with the service's own code, status and words.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { createAccounts } from './accounts'
import { modelNameOf, tableOf } from './kernel/constraints/check'
import { matcherOf } from './kernel/constraints/pattern'
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
import { type Row, rowsOf } from './testing/model-inputs'
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
  sagemaker: 'ValidationException',
  'sagemaker-runtime': 'ValidationError',
  sts: 'ValidationError',
  tagging: 'InvalidParameterException',
  wafv2: 'ValidationException',
}

function errorOf({ status, headers, body, protocol, errorCode }: CallRecord) {
  const text = String(body)
  if (errorCode === undefined) return { status, code: undefined, message: '' }
  if (protocol === 'query') {
    const error = parseXml(text).children.find(({ name }) => name === 'Error')
    const of = (name: string) => error?.children.find((child) => child.name === name)?.text
    return { status, code: of('Code'), message: of('Message') ?? '' }
  }
  const json = JSON.parse(text) as { __type?: string; message?: string }
  return { status, code: json.__type ?? headers['x-amzn-errortype'], message: json.message ?? '' }
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

const counts = { inside: 0, outside: 0, type: 0, notBuilt: 0 }
const held = services.filter((service) => refusing[modelNameOf(service)])

describe.each(held.map((service) => [modelNameOf(service), service] as const))('%s', (model, service) => {
  const table = tableOf(model)!
  const { ownWords = {} } = refusing[model] ?? {}
  const members = (operation: string) => table.shapes[table.operations[operation] ?? '']?.members ?? {}

  it.each(Object.keys(service.operations))('%s', async (operation) => {
    const { rows, notBuilt } = rowsOf(table, operation)
    counts.notBuilt += notBuilt.length
    const wrong: string[] = []
    for (const row of rows) {
      const key = row.at.filter((part) => !/^\d+$/.test(part)).join('.')
      if (row.rule === 'length' && row.side === 'inside' && longerThanNames(row)) continue
      if ([`${operation}.${key}`, `*.${key}`, `${operation}.*`].some((one) => one in ownWords)) continue
      const sent = await sendInput(parts, keys, service, operation, members(operation), row.input)
      wrong.push(...judge(model, service, row, sent).map((words) => `${rowName(row)}: ${words}`))
    }
    expect(wrong).toEqual([])
  })
})

function judge(model: string, service: Service, row: Row, sent: CallRecord): string[] {
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
  expect(counts.inside + counts.outside).toBeGreaterThan(2_000)
})

/** Required when version 2 was made, and not any more. */
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
  it.each(held.map((service) => [modelNameOf(service), service] as const))(
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
          else if (one.type && one.type !== table.shapes[ours.shape]?.type)
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
    ])
    for (const source of sources) expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com)\//)
  })
})
