import { expect, it } from 'vitest'
import { columnOf, columnProblem } from '@/lib/model/contract/column-value'
import { plainRequest, plainResponse } from '@/lib/model/requests/request-shape'
import { type Route, timeoutSecondsFor } from '@/lib/spec/route'
import { onlyRoute, type WiringSpec, wiringSpecSchema } from '@/lib/spec/spec'
import { specFrom, withFields } from '@/lib/spec/testing'
import { checkValues, type DeployValues, type Problems, specOf, valuesOf } from './form-values'

const spec: WiringSpec = specFrom({
  schema: 1,
  endpointName: 'iris-xgboost',
  apiName: 'iris-api',
  resourcePath: 'iris',
  queryParameter: 'data',
  stage: 'prod',
  throttle: { rateLimit: 50, burstLimit: 100 },
  access: { kind: 'open' },
  allowedIps: [],
  corsOrigins: ['https://acme.dev'],
  contract: {
    features: [
      {
        name: 'length',
        type: 'number',
        unit: 'cm',
        min: 0,
        max: 9,
        default: '5.1',
        description: 'Of the bill',
        histogram: [1, 2],
        quantiles: [0, 1, 2, 3, 4, 5, 6],
      },
      { name: 'island', type: 'choice', choices: ['Biscoe', 'Dream'], histogram: [3, 4] },
    ],
    examples: [{ name: 'Row 1', value: '5.1,Dream' }],
    output: { task: 'classification', name: 'Species', labels: ['setosa', 'virginica'] },
  },
  request: plainRequest,
  response: plainResponse,
  sampleRow: '5.1,Dream',
  role: { kind: 'existing', arn: 'arn:aws:iam::123456789012:role/mine' },
  memoryMb: 512,
  timeoutSeconds: 20,
  logRetentionDays: 30,
})

it('keeps everything on the way into the form and back', () => {
  expect(wiringSpecSchema.parse(specOf(valuesOf(spec), spec))).toEqual(spec)
})

it.each<NonNullable<Route['contract']['input']>>([
  { kind: 'rows' },
  { kind: 'text', wrap: 'instances', parameters: [{ name: 'k', type: 'integer', default: '2', max: 9 }] },
  { kind: 'image', contentType: 'image/png' },
  { kind: 'audio', contentType: 'audio/flac' },
  { kind: 'chat', system: 'Be brief', parameters: [], stream: true },
  { kind: 'json', example: '{"instances":[]}' },
  { kind: 'json', example: '{"features":[1]}', contentType: 'application/jsonlines' },
])('keeps the input %o', (input) => {
  const contract = { features: [], input, output: { task: 'forecast' as const, unit: 'kW', outputs: ['mean', 'p90'] } }
  const changed = withFields(spec, { contract, sampleRow: undefined })
  const other: WiringSpec = withFields(changed, { timeoutSeconds: timeoutSecondsFor(onlyRoute(changed), changed) })
  expect(wiringSpecSchema.parse(specOf(valuesOf(other), other))).toEqual(other)
})

it.each<NonNullable<Route['contract']['output']>>([
  { task: 'regression', name: 'mpg', min: 9, max: 46.6 },
  { task: 'anomaly', threshold: 1.25 },
])('keeps the output %o', (output) => {
  const other = withFields(spec, { contract: { ...onlyRoute(spec).contract, output } })
  expect(wiringSpecSchema.parse(specOf(valuesOf(other), other))).toEqual(other)
})

it('sends keys of a new OpenAI-compatible URL in Authorization, and changes no header that callers know', () => {
  const access = { kind: 'key' as const, rateLimit: 1, burstLimit: 2 }
  const keyed = withFields(spec, { access })
  const headerOf = (values: DeployValues) =>
    (specOf(values, keyed) as { access: { header?: string } }).access.header ?? 'x-api-key'
  const [fresh, live] = [valuesOf(keyed, undefined, true), valuesOf(keyed)]
  expect([fresh, { ...fresh, openAiOn: true }, live, { ...live, openAiOn: true }].map(headerOf)).toEqual([
    ...['x-api-key', 'authorization', 'x-api-key', 'x-api-key'],
  ])
  expect(headerOf({ ...fresh, openAiOn: true, keyHeader: 'x-api-key' })).toBe('x-api-key')
  for (const header of ['authorization', 'both'] as const) {
    const other = withFields(spec, { access: { ...access, header } })
    expect(wiringSpecSchema.parse(specOf(valuesOf(other), other))).toEqual(other)
  }
})

it('drops what another task has no word for', () => {
  const values = { ...valuesOf(spec), task: 'anomaly' as const, outputMin: '1', outputMax: '2', threshold: '3' }
  expect(onlyRoute(wiringSpecSchema.parse(specOf(values, spec))).contract.output).toEqual({
    task: 'anomaly',
    name: 'Species',
    threshold: 3,
  })
})

it.each<WiringSpec['access']>([
  { kind: 'open' },
  { kind: 'key', rateLimit: 0.5, burstLimit: 3 },
  { kind: 'key', rateLimit: 10, burstLimit: 20, quotaPerDay: 1000 },
  { kind: 'iam' },
  { kind: 'cognito', userPoolArn: 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Ab1' },
  {
    kind: 'cognito',
    userPoolArn: 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Ab1',
    scopes: ['iris/predict', 'iris/batch'],
  },
])('keeps the access %o', (access) => {
  expect(wiringSpecSchema.parse(specOf(valuesOf({ ...spec, access }), spec)).access).toEqual(access)
})

it.each([
  [['Biscoe', ''], 'a value to choose is empty: remove its line'],
  [['Biscoe', ' Dream'], 'a value to choose has a space at an end: remove the space'],
  [['Biscoe', 'Dream Island, south'], undefined],
])('of the choices %j a column says %s', (choices, problem) => {
  expect(columnProblem(columnOf({ name: 'island', type: 'choice', choices }), [])).toBe(problem)
})

it('drops a distribution that no longer holds', () => {
  const values = valuesOf(spec)
  const [length, island] = values.features
  if (!length || !island) throw new Error('two columns wanted')
  values.features = [
    { ...length, max: '12' },
    { ...island, choices: ['Biscoe'] },
  ]
  expect(onlyRoute(wiringSpecSchema.parse(specOf(values, spec))).contract.features).toMatchObject([
    { max: 12, histogram: undefined, quantiles: [0, 1, 2, 3, 4, 5, 6] },
    { choices: ['Biscoe'], histogram: undefined },
  ])
})

it.each<[Partial<DeployValues>, Problems]>([
  [{}, {}],
  [{ resourcePath: 'a/b' }, { resourcePath: 'One path part of letters, digits and . _ - , : (no slash)' }],
  [{ resourcePath: '/iris' }, {}],
  [{ rateLimit: '' }, { rateLimit: 'A number' }],
  [{ burstLimit: '0' }, { burstLimit: 'At least 1 request' }],
  [{ accessKind: 'key', keyRateLimit: '0' }, { keyRateLimit: 'More than 0 requests a second' }],
  [{ accessKind: 'key', keyBurstLimit: '' }, { keyBurstLimit: 'A number' }],
  [{ accessKind: 'key', keyQuotaPerDay: '1.5' }, { keyQuotaPerDay: 'A number' }],
  [{ accessKind: 'key', keyQuotaPerDay: '' }, {}],
  [{ accessKind: 'open', keyRateLimit: '' }, {}],
  [{ accessKind: 'cognito', userPoolArn: 'pool' }, { userPoolArn: 'A user pool ARN' }],
  [{ corsOrigins: 'acme.dev/app' }, { corsOrigins: 'An origin needs a scheme and no path: https://acme.dev' }],
  [{ roleArn: 'mine' }, { roleArn: 'A role ARN' }],
  [{ roleKind: 'create', roleArn: '' }, {}],
  [{ sampleRow: '5.1' }, { sampleRow: '2 values, one for each column; these are 1' }],
  [
    { features: [columnOf({ name: 'a', type: 'choice' })], sampleRow: '' },
    { features: 'Column 1: give the values to choose from' },
  ],
  [
    { features: [columnOf({ name: 'a', type: 'number' }), columnOf({ name: 'a', type: 'text' })], sampleRow: '' },
    { features: 'Column 2: a is the name of two features' },
  ],
  [
    { features: [columnOf({ name: 'a', type: 'number', min: 3, max: 1 })], sampleRow: '' },
    { features: 'Column 1: The minimum is above the maximum' },
  ],
  [
    { features: [{ ...columnOf({ name: 'a', type: 'number' }), min: 'x' }], sampleRow: '' },
    { features: 'Column 1: Minimum and maximum are numbers' },
  ],
  [
    { features: [columnOf({ name: 'a', type: 'integer', default: '1.5' })], sampleRow: '' },
    { features: 'Column 1: default: a whole number' },
  ],
  [{ task: 'regression', outputMin: '9', outputMax: '1' }, { outputMin: 'The minimum is above the maximum' }],
  [{ task: 'regression', outputMin: 'low' }, { outputMin: 'A number' }],
  [{ task: 'anomaly', threshold: 'three' }, { threshold: 'A number' }],
  [{ examples: [{ name: '', value: '1,2' }] }, { examples: 'Example 1: An example needs a name' }],
])('of %o says %o', (change, problems) => {
  expect(checkValues({ ...valuesOf(spec), ...change }, spec).problems).toEqual(problems)
})
