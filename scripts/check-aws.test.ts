/** `npm run check:aws` against the sandbox: what it reports under either answer of AWS, and that it leaves nothing behind. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { GetApiKeysCommand, GetRestApisCommand, GetUsagePlansCommand } from '@aws-sdk/client-api-gateway'
import { GetRoleCommand } from '@aws-sdk/client-iam'
import { GetFunctionCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { testContext } from '../lib/wiring/testing'
import { createTestAccount, respondUndocumented, type TestAccount } from '../sandbox/testing/account'
import { clean } from './check-aws/clean'
import { optionsOf } from './check-aws/options'
import { isCheckName, namesIn, type Place } from './check-aws/place'
import { gatewayResponseFinding, methodLimitsFinding, schemaFinding } from './check-aws/read-back'
import { isGood, masked, reportText } from './check-aws/report'
import { checkAws } from './check-aws/run'

let account: TestAccount
let place: Place
let count = 0
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
})
afterAll(() => account.close())
beforeEach(async () => {
  await account.orderFaults([])
  const { clients, target, clock } = testContext(account)
  count += 1
  place = { clients, target, endpointName: `check-${String(count).padStart(8, '0')}`, wait: clock.wait }
})

const check = (onLine: (line: string) => void = () => {}, signal = new AbortController().signal) =>
  checkAws(place, { say: onLine, signal })

async function nothingIsLeft({ endpointName } = place) {
  const { roleName, functionName } = namesIn({ ...place, endpointName })
  const lists = await Promise.all([
    account.apiGateway.send(new GetRestApisCommand({})),
    account.apiGateway.send(new GetApiKeysCommand({})),
    account.apiGateway.send(new GetUsagePlansCommand({})),
  ])
  expect(lists.map(({ items = [] }) => items)).toEqual([[], [], []])
  await expect(account.iam.send(new GetRoleCommand({ RoleName: roleName }))).rejects.toThrow(roleName)
  await expect(account.lambda.send(new GetFunctionCommand({ FunctionName: functionName }))).rejects.toThrow(
    functionName,
  )
}

it('answers every question, says what AWS answered, and removes all that it made', async () => {
  const report = await check()
  expect(report.findings.map(({ call, response }) => [call, response])).toEqual([
    ['TestInvokeMethod GET', '200; the function receives httpMethod GET'],
    ['TestInvokeMethod ANY', '200; the function receives httpMethod GET'],
    ['GetApiKeys', 'Yes'],
    ['UpdateDocumentationPart', 'Yes, unchanged'],
    ['PutRestApi overwrite', 'Yes'],
    ['GetRestApi', expect.stringMatching(/^\{\\"Version\\":/)],
    ['GetResources with methods', 'responseTransferMode STREAM, uri …/response-streaming-invocations'],
    [
      'GetGatewayResponses',
      expect.stringMatching(/^DEFAULT_4XX: statusCode absent, responseTemplates \{.+DEFAULT_5XX/),
    ],
    ['PutGatewayResponse', expect.stringMatching(/^DEFAULT_4XX: statusCode absent, responseTemplates \{.+DEFAULT_5XX/)],
    ['UpdateModel', expect.stringMatching(/^With every rule/)],
    ['UpdateUsagePlan', 'Yes, and the stage stays in the plan'],
  ])
  expect(report.cleaned).toMatchObject({ removed: { length: 5 }, left: [] })
  expect(isGood(report)).toBe(true)
  const text = reportText(report)
  expect(text).toContain('execute-api')
  expect(text).not.toContain(account.accountId)
  await nothingIsLeft()
})

it('covers the other answers too', async () => {
  const other = { testsAnyByVerb: false, listsKeyTags: false, takesStaleDocumentation: false }
  await respondUndocumented(account, { ...other, documentationCharacters: 10_000 })
  const report = await check()
  await respondUndocumented(account, {})
  expect(report.findings.map(({ response }) => response.slice(0, 45))).toEqual([
    'No: NotFoundException: Invalid Method identif',
    '200; the function receives httpMethod ANY',
    'No: tags are undefined; the description is th',
    'No: BadRequestException: Documentation proper',
    'No: BadRequestException: Invalid documentatio',
    ...Array(6).fill(expect.any(String)),
  ])
  expect(isGood(report)).toBe(true)
  await nothingIsLeft()
})

/** Answers that the sandbox does not give, and that Portico does not cover. */
it('marks what is not read back as it was written', () => {
  const header = "'*'"
  const wanted = { name: 'iris', 'DEFAULT_4XX header vary': header }
  const response = {
    responseType: 'DEFAULT_4XX' as const,
    responseParameters: { 'gatewayresponse.header.Vary': header },
    responseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
  }
  expect(gatewayResponseFinding(wanted, [response]).covered).toBe(true)
  const inherited = { ...response, responseType: 'THROTTLED' as const, defaultResponse: true }
  expect(gatewayResponseFinding(wanted, [response, inherited]).covered).toBe(true)
  for (const [other, field] of [
    [{ ...response, statusCode: '400' }, 'DEFAULT_4XX statusCode'],
    [{ ...response, responseTemplates: { 'application/xml': '<m/>' } }, 'DEFAULT_4XX body application/xml'],
    [{ ...inherited, defaultResponse: false }, 'THROTTLED header vary'],
  ] as const)
    expect(gatewayResponseFinding(wanted, [response, other])).toMatchObject({
      response: expect.stringContaining(field),
      covered: false,
    })

  const model = { name: 'Iris', schema: { type: 'object', required: ['a', 'b'] } }
  expect([
    schemaFinding([model], [{ name: 'Iris', schema: '{"type":"object","required":["a","b"]}' }]),
    schemaFinding([model], [{ name: 'Iris', schema: '{ "required": ["a", "b"], "type": "object" }' }]),
    schemaFinding([model], [{ name: 'Iris', schema: '{"type":"object"}' }]),
    schemaFinding([model], []),
  ]).toEqual([
    { response: 'With every rule, letter by letter', covered: true },
    { response: 'With every rule, in another form', covered: true },
    { response: expect.stringContaining('Not as it was written: model Iris required'), covered: false },
    { response: expect.stringContaining('absent'), covered: false },
  ])

  const plan = { id: 'p', name: 'p', tags: {}, stages: ['a:check'], methodLimits: [] }
  const limit = { stage: 'a:check', method: '/check/ANY', rateLimit: 1 }
  expect([{ ...plan, methodLimits: [limit] }, { ...plan, stages: [] }, undefined].map(methodLimitsFinding)).toEqual([
    { response: 'No: there are still /check/ANY', covered: false },
    { response: 'Yes, and the stage has left the plan', covered: false },
    { response: 'The usage plan is not in the list', covered: false },
  ])
})

it('waits until what it made is known everywhere', async () => {
  await account.orderFaults(
    ['CreateFunction', 'CreateAlias', 'AddPermission'].map((operation) => ({ operation, kind: 'unspread' as const })),
  )
  expect(isGood(await check())).toBe(true)
  await nothingIsLeft()
})

it.each([
  ['CreateFunction', 'denied'],
  // It came about, and the response was lost.
  ['CreateRestApi', 'reset'],
])('removes what there is after %s is %s', async (operation, kind) => {
  await account.orderFaults([{ operation, kind }])
  const report = await check()
  expect(report).toMatchObject({ ended: expect.any(String), findings: [], cleaned: { left: [] } })
  expect(isGood(report)).toBe(false)
  await nothingIsLeft()
})

it('names what is still there, and removes it when it is called again', async () => {
  await account.orderFaults([{ operation: 'DeleteRole', kind: 'denied', times: 100 }])
  const report = await check()
  expect(report.cleaned.left).toEqual([expect.stringMatching(/^IAM role portico-us-east-1-check-\d{8}: AccessDenied/)])
  expect(reportText(report)).toContain(`--clean ${place.endpointName}`)
  await account.orderFaults([])
  expect(await clean(place)).toMatchObject({ removed: { length: 1 }, left: [] })
  await nothingIsLeft()
})

it('stops at the next step, and removes what there is', async () => {
  const stopping = new AbortController()
  const report = await check((line) => line.includes('REST API') && stopping.abort(), stopping.signal)
  expect(report).toMatchObject({ ended: 'It was stopped.', findings: [], cleaned: { left: [] } })
  expect(report.cleaned.removed.length).toBeGreaterThan(1)
  await nothingIsLeft()
})

it.each([
  ['its flag', [], /creates resources in the AWS account[\s\S]+less\s+than 0\.01 USD[\s\S]+--create-resources/],
  ['a region', ['--create-resources'], /^Name a region/],
  ['a name that is one of a check', ['--region', 'us-east-1', '--clean', 'iris'], /takes the name of a check/],
])('does not start without %s', (_, args, why) => expect(optionsOf(args, {})).toMatch(why))

it('removes everything after Ctrl-C', async () => {
  const { credentials, region, url } = account
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: url,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  }
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/check-aws.ts', '--create-resources'], { env })
  const exited = once(child, 'exit')
  const said: string[] = []
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line)
    if (line.startsWith('Making Lambda function')) child.kill('SIGINT')
  }
  expect((await exited)[0]).toBe(130)
  expect(said.join('\n')).toContain('what was made is removed first')
  const endpointName = said.join('\n').match(/check-[0-9a-f]{8}/)?.[0] ?? ''
  expect(isCheckName(endpointName)).toBe(true)
  await nothingIsLeft({ ...place, endpointName })
})

it.each([
  ['arn:aws:lambda:us-east-1:123456789012:function:f', 'arn:aws:lambda:us-east-1:************:function:f'],
  ['User: arn:aws:iam::123456789012:user/ana is not', 'User: arn:aws:iam::************:… is not'],
  ['arn:aws-cn:sts::123456789012:assumed-role/Admin/ana@acme.dev', 'arn:aws-cn:sts::************:…'],
  ['key AKIAIOSFODNN7EXAMPLE', 'key ****'],
])('masks %s', (text, shown) => expect(masked(text)).toBe(shown))
