/** Functions that run: their environment, deadline, memory, errors and logs. */
import { CreateLogGroupCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import {
  CreateFunctionCommand,
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'
import { functionZip } from '../../testing/function-zip'
import { retried, roleIsYoung, until } from '../../testing/wait'

let account: TestAccount
let Role = ''
let made = 0

beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  const role = await account.iam.send(
    new CreateRoleCommand({
      RoleName: 'function',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    }),
  )
  Role = role.Role?.Arn ?? ''
})
afterAll(() => account.close())

async function functionOf(source: string, more: object = {}, file?: string): Promise<string> {
  made += 1
  const FunctionName = `run-${made}`
  await retried(
    () =>
      account.lambda.send(
        new CreateFunctionCommand({
          FunctionName,
          Role,
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Code: { ZipFile: functionZip(source, file) },
          ...more,
        }),
      ),
    roleIsYoung,
  )
  await waitUntilFunctionActiveV2(
    { client: account.lambda, maxWaitTime: 180, minDelay: 1, maxDelay: 1 },
    { FunctionName },
  )
  return FunctionName
}

async function invoke(FunctionName: string, event: unknown = {}) {
  const response = await account.lambda.send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify(event), LogType: 'Tail' }),
  )
  return {
    status: response.StatusCode,
    error: response.FunctionError,
    version: response.ExecutedVersion,
    value: JSON.parse(new TextDecoder().decode(response.Payload)),
    log: Buffer.from(response.LogResult ?? '', 'base64').toString(),
  }
}

describe('a handler', () => {
  it('gets its event and its own environment, and nothing of anyone else’s', async () => {
    const name = await functionOf('export const handler = async () => process.env', {
      Environment: { Variables: { MINE: '1' } },
    })
    const { value } = await invoke(name)
    expect(value).toMatchObject({
      MINE: '1',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_ENDPOINT_URL: account.url,
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/),
      AWS_SESSION_TOKEN: expect.any(String),
      _HANDLER: 'index.handler',
    })
    expect(Object.keys(value).filter((key) => /^(HOME|USER|PATH|PWD|npm_|VITEST|NODE_)/.test(key))).toEqual([])
  })
  it.each([
    ['async', 'export const handler = async (event, context) => [event.a, context.functionName]', 'index.mjs'],
    [
      'by callback',
      'exports.handler = (event, context, callback) => callback(null, [event.a, context.functionName])',
      'index.js',
    ],
    [
      'CommonJS',
      'module.exports = { handler: async (event, context) => [event.a, context.functionName] }',
      'index.cjs',
    ],
  ])('%s', async (_, source, file) => {
    const name = await functionOf(source, {}, file)
    expect(await invoke(name, { a: 1 })).toMatchObject({ status: 200, error: undefined, value: [1, name] })
  })
  it('stays warm: what it remembers is there at the next call', async () => {
    const name = await functionOf('let calls = 0; export const handler = async () => ++calls')
    const first = await invoke(name)
    expect(first.log).toContain('Init Duration')
    // A busy machine might have ended the environment meanwhile, as Lambda can.
    const warm = await until(
      () => invoke(name),
      ({ value }) => Number(value) > 1,
    )
    expect(warm.log).not.toContain('Init Duration')
  })
})

describe('a handler that fails', () => {
  it('by an exception', async () => {
    const name = await functionOf("export const handler = async () => { throw new TypeError('no rows') }")
    const { error, value, log } = await invoke(name)
    expect(error).toBe('Unhandled')
    expect(value).toMatchObject({ errorType: 'TypeError', errorMessage: 'no rows', trace: expect.any(Array) })
    expect(log).toContain('ERROR\tInvoke Error')
  })
  it('by time: it is ended at its deadline, and the next call starts again', async () => {
    const source =
      'let n = 0; export const handler = (event) => event.wait ? new Promise(() => {}) : Promise.resolve(++n)'
    const name = await functionOf(source, { Timeout: 1 })
    expect((await invoke(name)).value).toBe(1)
    const late = await invoke(name, { wait: true })
    expect(late).toMatchObject({
      error: 'Unhandled',
      value: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/Error: Task timed out after 1\.00 seconds$/),
      },
    })
    expect(late.log).toContain('Status: timeout')
    expect((await invoke(name)).value).toBe(1)
  })
  it('by time, though it never yields', async () => {
    const name = await functionOf('export const handler = async () => { for (;;); }', { Timeout: 1 })
    expect((await invoke(name)).value.errorType).toBe('Sandbox.Timedout')
  })
  it('by leaving', async () => {
    const name = await functionOf('export const handler = async () => process.exit(3)')
    expect((await invoke(name)).value).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('Runtime exited with error: exit status 3'),
    })
  })
  it('by memory', async () => {
    const source =
      'export const handler = async () => { const all = []; for (;;) all.push(new Array(1e6).fill(Math.random())) }'
    const name = await functionOf(source, { Timeout: 20 })
    expect((await invoke(name)).value).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('signal: killed'),
    })
  })
  it.each([
    ['a file that is missing', 'export const handler = 1', { Handler: 'other.handler' }, 'Runtime.ImportModuleError'],
    ['an export that is missing', 'export const other = 1', {}, 'Runtime.HandlerNotFound'],
    ['a syntax error', 'export const handler = (', {}, 'SyntaxError'],
  ])('by %s', async (_, source, more, errorType) => {
    const name = await functionOf(source, more)
    expect(await invoke(name)).toMatchObject({ error: 'Unhandled', value: { errorType } })
  })
  it('by an answer beyond 6 MB', async () => {
    const name = await functionOf('export const handler = async ({ size }) => "x".repeat(size)', { Timeout: 60 })
    const large = await invoke(name, { size: 7e6 })
    expect([large.error, large.value.errorType]).toEqual(['Unhandled', 'Function.ResponseSizeTooLarge'])
    expect((await invoke(name, { size: 6e6 })).value).toHaveLength(6e6)
  })
})

describe('Invoke', () => {
  it('refuses a payload that is no JSON, one beyond 6 MB, and more than the reserved concurrency', async () => {
    const FunctionName = await functionOf('export const handler = async () => 1')
    await expect(account.lambda.send(new InvokeCommand({ FunctionName, Payload: '{' }))).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
    })
    const large = JSON.stringify('x'.repeat(6 * 1024 * 1024))
    await expect(account.lambda.send(new InvokeCommand({ FunctionName, Payload: large }))).rejects.toMatchObject({
      name: 'RequestTooLargeException',
      $metadata: { httpStatusCode: 413 },
    })
    await account.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }))
    await expect(account.lambda.send(new InvokeCommand({ FunctionName }))).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      $metadata: { httpStatusCode: 429 },
    })
  })
  it('runs calls side by side, each in an environment of its own', async () => {
    const name = await functionOf(
      'export const handler = async () => { await new Promise((r) => setTimeout(r, 200)); return process.pid }',
    )
    const responses = await Promise.all([invoke(name), invoke(name), invoke(name)])
    expect(new Set(responses.map((response) => response.value)).size).toBe(3)
  })
  it('DryRun and Event give no payload', async () => {
    const FunctionName = await functionOf('export const handler = async () => 1')
    const dry = await account.lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'DryRun' }))
    const event = await account.lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event' }))
    expect([dry.StatusCode, event.StatusCode]).toEqual([204, 202])
  })
})

describe('logs', () => {
  const lines = async (logGroupName: string) =>
    (await account.logs.send(new FilterLogEventsCommand({ logGroupName }))).events?.map((event) => event.message) ?? []

  it('need a role that can write them, and a group', async () => {
    const name = await functionOf("export const handler = async () => { console.warn('careful', { a: 1 }); return 1 }")
    const logGroupName = `/aws/lambda/${name}`
    await invoke(name)
    await account.logs.send(new CreateLogGroupCommand({ logGroupName }))
    expect((await invoke(name)).log).toMatch(/\tWARN\tcareful \{ a: 1 \}\n/)
    expect(await lines(logGroupName)).toEqual([])
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `arn:aws:logs:us-east-1:${account.accountId}:log-group:${logGroupName}:*`,
        },
      ],
    })
    await account.iam.send(new PutRolePolicyCommand({ RoleName: 'function', PolicyName: 'logs', PolicyDocument }))
    await invoke(name)
    expect((await lines(logGroupName)).map((line) => line?.split(/[\t ]/)[0])).toEqual([
      'START',
      expect.stringMatching(/^\d{4}-/),
      'END',
      'REPORT',
    ])
  })
})
