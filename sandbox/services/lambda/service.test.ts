/** Lambda through the real SDK: what AWS documents, error cases included. */
import { createHash } from 'node:crypto'
import { CreateRoleCommand, DeleteRoleCommand } from '@aws-sdk/client-iam'
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  DeleteFunctionUrlConfigCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  ListAliasesCommand,
  type ListAliasesCommandInput,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'
import { functionZip } from '../../testing/function-zip'
import { retried, roleIsYoung } from '../../testing/wait'

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})
const waiting = { maxWaitTime: 180, minDelay: 1, maxDelay: 1 }
const echo = functionZip('export const handler = async (event) => event')

let account: TestAccount
let Role = ''

const create = (FunctionName: string, more: object = {}) =>
  account.lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile: echo },
      ...more,
    }),
  )
const active = async (FunctionName: string, more?: object) => {
  await create(FunctionName, more)
  await waitUntilFunctionActiveV2({ client: account.lambda, ...waiting }, { FunctionName })
}
const arnOf = (name: string) => `arn:aws:lambda:${account.region}:${account.accountId}:function:${name}`
const notFound = (name: string) => ({
  name: 'ResourceNotFoundException',
  message: `Function not found: ${arnOf(name)}`,
  $metadata: { httpStatusCode: 404 },
})
const invalid = (message: RegExp) => ({
  name: 'InvalidParameterValueException',
  message: expect.stringMatching(message),
  $metadata: { httpStatusCode: 400 },
})

beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  const { Role: made } = await account.iam.send(
    new CreateRoleCommand({ RoleName: 'function', AssumeRolePolicyDocument: trust }),
  )
  Role = made?.Arn ?? ''
  // A fresh role is not assumable for some seconds, and KMS hears of it last.
  const Environment = { Variables: { A_B: '1' } }
  await retried(() => create('first', { Environment }), roleIsYoung)
})
afterAll(() => account.close())

describe('a function', () => {
  it('is Pending, then Active; in between nothing else can be done with it', async () => {
    await account.stopTime(true)
    const made = await create('born', { Tags: { team: 'ml' }, Environment: { Variables: { A_B: '1' } } })
    expect(made).toMatchObject({
      FunctionArn: arnOf('born'),
      State: 'Pending',
      Version: '$LATEST',
      CodeSha256: createHash('sha256').update(echo).digest('base64'),
      MemorySize: 128,
      Timeout: 3,
    })
    const FunctionName = 'born'
    const pending = {
      name: 'ResourceConflictException',
      message: expect.stringContaining('currently in the following state: Pending'),
      $metadata: { httpStatusCode: 409 },
    }
    const commands = [
      new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 5 }),
      new UpdateFunctionCodeCommand({ FunctionName, ZipFile: echo }),
      new PublishVersionCommand({ FunctionName }),
      new InvokeCommand({ FunctionName }),
    ]
    for (const command of commands)
      await expect(account.lambda.send(command as InvokeCommand)).rejects.toMatchObject(pending)
    await account.stopTime(false)
    await waitUntilFunctionActiveV2({ client: account.lambda, ...waiting }, { FunctionName })
    const read = await account.lambda.send(new GetFunctionCommand({ FunctionName: arnOf('born') }))
    expect(read).toMatchObject({
      Tags: { team: 'ml' },
      Configuration: { State: 'Active', LastUpdateStatus: 'Successful' },
    })
    const code = await fetch(read.Code?.Location ?? '')
    expect(new Uint8Array(await code.arrayBuffer())).toEqual(new Uint8Array(echo))
  })

  it('is of one name', async () => {
    await expect(create('first')).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Function already exist: first',
    })
  })

  it.each([
    ['a runtime that is no longer offered', { Runtime: 'nodejs20.x' }, /nodejs20\.x is no longer supported/],
    ['a runtime that never was', { Runtime: 'cobol' }, /enum value set/],
    ['a zip that is none', { Code: { ZipFile: new Uint8Array([1, 2, 3]) } }, /Could not unzip uploaded file/],
    ['a role that is not there', { Role: 'arn:aws:iam::123456789012:role/absent' }, /cannot be assumed by Lambda/],
    ['no handler', { Handler: undefined }, /Handler is mandatory/],
    ['a reserved variable', { Environment: { Variables: { AWS_REGION: 'x' } } }, /reserved keys.*AWS_REGION/],
    ['variables beyond 4 KB', { Environment: { Variables: { LONG: 'x'.repeat(4_100) } } }, /4KB limit/],
  ])('is refused for %s', async (_, change, message) => {
    await expect(create('never', change)).rejects.toMatchObject(invalid(message))
  })

  it('that is not there is not found, whatever the call', async () => {
    const FunctionName = 'absent'
    for (const command of [
      new GetFunctionCommand({ FunctionName }),
      new GetFunctionConfigurationCommand({ FunctionName }),
      new UpdateFunctionCodeCommand({ FunctionName, ZipFile: echo }),
      new UpdateFunctionConfigurationCommand({ FunctionName }),
      new PublishVersionCommand({ FunctionName }),
      new ListVersionsByFunctionCommand({ FunctionName }),
      new DeleteFunctionCommand({ FunctionName }),
      new GetPolicyCommand({ FunctionName }),
      new ListAliasesCommand({ FunctionName }),
      new DeleteAliasCommand({ FunctionName, Name: 'live' }),
      new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 1 }),
      new DeleteFunctionConcurrencyCommand({ FunctionName }),
      new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }),
    ])
      await expect(account.lambda.send(command as InvokeCommand)).rejects.toMatchObject(notFound('absent'))
    for (const [command, message] of [
      [new InvokeCommand({ FunctionName }), `Function not found: ${arnOf('absent')}:$LATEST`],
      [new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' }), 'Function does not exist'],
      [new DeleteFunctionUrlConfigCommand({ FunctionName }), 'The resource you requested does not exist.'],
    ] as const)
      await expect(account.lambda.send(command as InvokeCommand)).rejects.toMatchObject({
        ...notFound('absent'),
        message,
      })
    for (const command of [
      new TagResourceCommand({ Resource: arnOf('absent'), Tags: { a: '1' } }),
      new UntagResourceCommand({ Resource: arnOf('absent'), TagKeys: ['a'] }),
      new ListTagsCommand({ Resource: arnOf('absent') }),
    ])
      await expect(account.lambda.send(command as ListTagsCommand)).rejects.toMatchObject(notFound('absent'))
  })

  it('is listed 50 a page, tagged and deleted', async () => {
    await Promise.all(Array.from({ length: 52 }, (_, index) => retried(() => create(`many-${index}`), /Rate exceeded/)))
    const first = await account.lambda.send(new ListFunctionsCommand({}))
    expect(first.Functions).toHaveLength(50)
    const second = await account.lambda.send(new ListFunctionsCommand({ Marker: first.NextMarker }))
    expect(second.NextMarker).toBeUndefined()
    const Resource = arnOf('many-0')
    await account.lambda.send(new TagResourceCommand({ Resource, Tags: { a: '1', b: '2' } }))
    await account.lambda.send(new UntagResourceCommand({ Resource, TagKeys: ['a'] }))
    expect((await account.lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ b: '2' })
    await account.lambda.send(new DeleteFunctionCommand({ FunctionName: 'many-0' }))
    await expect(account.lambda.send(new GetFunctionCommand({ FunctionName: 'many-0' }))).rejects.toMatchObject(
      notFound('many-0'),
    )
    await expect(account.lambda.send(new ListFunctionsCommand({ Marker: 'eA==' }))).rejects.toMatchObject(
      invalid(/marker/),
    )
  })
})

describe('the grant to the variables', () => {
  const FunctionName = 'granted'
  const RoleName = 'made-again'
  const makeRole = () => account.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }))
  const invoke = () => account.lambda.send(new InvokeCommand({ FunctionName }))
  const giveRole = async (arn: string) => {
    await account.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Role: arn }))
    await waitUntilFunctionUpdatedV2({ client: account.lambda, ...waiting }, { FunctionName })
  }

  it('is lost with the role, and no update to the same ARN renews it; one to another ARN and back does', async () => {
    const { Role: made } = await makeRole()
    await account.pass(60_000)
    await active(FunctionName, { Role: made?.Arn, Environment: { Variables: { A_B: '1' } } })
    expect((await invoke()).StatusCode).toBe(200)

    await account.iam.send(new DeleteRoleCommand({ RoleName }))
    await makeRole()
    await account.pass(60_000)
    const denied = { name: 'KMSAccessDeniedException', $metadata: { httpStatusCode: 502 } }
    await expect(invoke()).rejects.toMatchObject(denied)
    await giveRole(made?.Arn ?? '')
    await expect(invoke()).rejects.toMatchObject(denied)

    await giveRole(Role)
    await giveRole(made?.Arn ?? '')
    expect((await invoke()).StatusCode).toBe(200)
  })
})

describe('updates, versions, aliases', () => {
  const FunctionName = 'versioned'
  beforeAll(() => active(FunctionName))

  it('an update is in progress for a while, and a stale RevisionId is refused', async () => {
    const { RevisionId } = await account.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))
    await account.stopTime(true)
    const updated = await account.lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 7, RevisionId }),
    )
    expect(updated).toMatchObject({ Timeout: 7, LastUpdateStatus: 'InProgress' })
    await expect(
      account.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: echo })),
    ).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: expect.stringContaining(`An update is in progress for resource: ${arnOf(FunctionName)}`),
    })
    await account.stopTime(false)
    await waitUntilFunctionUpdatedV2({ client: account.lambda, ...waiting }, { FunctionName })
    for (const command of [
      new UpdateFunctionConfigurationCommand({ FunctionName, RevisionId }),
      // The end of an update is a revision of its own.
      new UpdateFunctionConfigurationCommand({ FunctionName, RevisionId: updated.RevisionId }),
      new UpdateFunctionCodeCommand({ FunctionName, ZipFile: echo, RevisionId }),
      new PublishVersionCommand({ FunctionName, RevisionId }),
    ])
      await expect(account.lambda.send(command as PublishVersionCommand)).rejects.toMatchObject({
        name: 'PreconditionFailedException',
        $metadata: { httpStatusCode: 412 },
      })
    await expect(
      account.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 0 })),
    ).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(
      account.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: new Uint8Array([9]) })),
    ).rejects.toMatchObject(invalid(/unzip/))
  })

  it('a version is made where something changed, and never changes', async () => {
    const publish = () => account.lambda.send(new PublishVersionCommand({ FunctionName }))
    const first = await publish()
    expect(first).toMatchObject({ Version: '1', FunctionArn: `${arnOf(FunctionName)}:1`, Timeout: 7 })
    expect((await publish()).Version).toBe('1')
    const described = { FunctionName, Description: 'of the version alone' }
    expect((await account.lambda.send(new PublishVersionCommand(described))).Version).toBe('1')
    await expect(
      account.lambda.send(new PublishVersionCommand({ FunctionName, CodeSha256: 'other' })),
    ).rejects.toMatchObject(invalid(/different from current CodeSHA256/))
    const ZipFile = functionZip('export const handler = async () => "second"')
    await account.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }))
    await waitUntilFunctionUpdatedV2({ client: account.lambda, ...waiting }, { FunctionName })
    expect((await publish()).Version).toBe('2')
    const { Versions } = await account.lambda.send(new ListVersionsByFunctionCommand({ FunctionName }))
    expect(Versions?.map((version) => version.Version)).toEqual(['$LATEST', '1', '2'])
    await waitUntilFunctionActiveV2({ client: account.lambda, ...waiting }, { FunctionName, Qualifier: '2' })
    const invoke = async (Qualifier: string) =>
      new TextDecoder().decode(
        (await account.lambda.send(new InvokeCommand({ FunctionName, Qualifier, Payload: '{"a":1}' }))).Payload,
      )
    expect(await invoke('1')).toBe('{"a":1}')
    expect(await invoke('2')).toBe('"second"')
    // A description is a change of the configuration: localstack's AWS-recorded test_version_lifecycle.
    await account.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: 'third' }))
    await waitUntilFunctionUpdatedV2({ client: account.lambda, ...waiting }, { FunctionName })
    expect((await publish()).Version).toBe('3')
  })

  it('an alias points at a version, moves, and keeps its version from deletion', async () => {
    const alias = { FunctionName, Name: 'live' }
    const made = await account.lambda.send(new CreateAliasCommand({ ...alias, FunctionVersion: '1' }))
    expect(made).toMatchObject({ AliasArn: `${arnOf(FunctionName)}:live`, FunctionVersion: '1' })
    await expect(account.lambda.send(new CreateAliasCommand({ ...alias, FunctionVersion: '1' }))).rejects.toMatchObject(
      { name: 'ResourceConflictException', message: `Alias already exists: ${arnOf(FunctionName)}:live` },
    )
    await expect(
      account.lambda.send(new CreateAliasCommand({ FunctionName, Name: 'other', FunctionVersion: '9' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    // Who can invoke an alias is part of its revision.
    const permission = { FunctionName, Qualifier: 'live', StatementId: 's3' }
    await account.lambda.send(
      new AddPermissionCommand({ ...permission, Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' }),
    )
    const { RevisionId: granted } = await account.lambda.send(new GetAliasCommand(alias))
    expect(granted).not.toBe(made.RevisionId)
    const policy = await account.lambda.send(new GetPolicyCommand({ FunctionName, Qualifier: 'live' }))
    expect(policy.RevisionId).toBe(granted)
    await account.lambda.send(new RemovePermissionCommand({ ...permission, RevisionId: granted }))
    await expect(
      account.lambda.send(new UpdateAliasCommand({ ...alias, FunctionVersion: '2', RevisionId: granted })),
    ).rejects.toMatchObject({ name: 'PreconditionFailedException' })
    const { RevisionId } = await account.lambda.send(new GetAliasCommand(alias))
    const move = new UpdateAliasCommand({ ...alias, FunctionVersion: '2', RevisionId })
    expect((await account.lambda.send(move)).FunctionVersion).toBe('2')
    await expect(account.lambda.send(move)).rejects.toMatchObject({ name: 'PreconditionFailedException' })
    const { Configuration } = await account.lambda.send(new GetFunctionCommand({ FunctionName, Qualifier: 'live' }))
    expect(Configuration).toMatchObject({ Version: '2', FunctionArn: `${arnOf(FunctionName)}:live` })
    await expect(
      account.lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '2' })),
    ).rejects.toMatchObject({ name: 'ResourceConflictException', message: expect.stringContaining('[live]') })
    const setWeights = (AdditionalVersionWeights: Record<string, number>, FunctionVersion?: string) =>
      account.lambda.send(
        new UpdateAliasCommand({ ...alias, FunctionVersion, RoutingConfig: { AdditionalVersionWeights } }),
      )
    expect((await setWeights({ 1: 1 })).RoutingConfig).toEqual({ AdditionalVersionWeights: { 1: 1 } })
    const { ExecutedVersion } = await account.lambda.send(new InvokeCommand({ FunctionName, Qualifier: 'live' }))
    expect(ExecutedVersion).toBe('1')
    await expect(
      account.lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '1' })),
    ).rejects.toMatchObject({ name: 'ResourceConflictException', message: expect.stringContaining('[live]') })
    const refusals: [Record<string, number>, string | undefined, string][] = [
      [{ 2: 0.5 }, undefined, 'InvalidParameterValueException'],
      [{ 1: 0.5 }, '$LATEST', 'InvalidParameterValueException'],
      [{ 1: 0.5, 2: 0.1 }, undefined, 'InvalidParameterValueException'],
      [{ 1: 1.5 }, undefined, 'ValidationException'],
      [{ 9: 0.5 }, undefined, 'ResourceNotFoundException'],
    ]
    for (const [weights, version, name] of refusals)
      await expect(setWeights(weights, version)).rejects.toMatchObject({ name })
    expect(
      (await account.lambda.send(new UpdateAliasCommand({ ...alias, Description: 'as it was' }))).RoutingConfig,
    ).toEqual({ AdditionalVersionWeights: { 1: 1 } })
    expect((await setWeights({})).RoutingConfig).toBeUndefined()
    await account.lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '1' }))
    const list = (more: Partial<ListAliasesCommandInput> = {}) =>
      account.lambda.send(new ListAliasesCommand({ FunctionName, ...more }))
    expect((await list()).Aliases).toHaveLength(1)
    await account.lambda.send(new CreateAliasCommand({ FunctionName, Name: 'next', FunctionVersion: '2' }))
    const first = await list({ MaxItems: 1 })
    const second = await list({ MaxItems: 1, Marker: first.NextMarker })
    expect([first, second].map(({ Aliases = [] }) => Aliases.map(({ Name }) => Name))).toEqual([['live'], ['next']])
    expect(second.NextMarker).toBeUndefined()
    for (const [more, name] of [
      [{ MaxItems: 0 }, 'ValidationException'],
      [{ MaxItems: 10_001 }, 'ValidationException'],
      [{ Marker: 'none' }, 'InvalidParameterValueException'],
    ] as const)
      await expect(list(more)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } })
    for (const command of [
      new GetAliasCommand({ FunctionName, Name: 'none' }),
      new UpdateAliasCommand({ FunctionName, Name: 'none' }),
    ])
      await expect(account.lambda.send(command as GetAliasCommand)).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: expect.stringMatching(/^(Cannot find alias arn|Alias not found): arn:\S+:none$/),
      })
    await account.lambda.send(new DeleteAliasCommand(alias))
    await account.lambda.send(new DeleteAliasCommand(alias))
    await expect(account.lambda.send(new GetAliasCommand(alias))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})

describe('the resource policy', () => {
  const FunctionName = 'guarded'
  const statement = {
    FunctionName,
    StatementId: 'gateway',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: 'arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/*/*/iris',
    SourceAccount: '123456789012',
  }
  const document = async (Qualifier?: string) =>
    JSON.parse((await account.lambda.send(new GetPolicyCommand({ FunctionName, Qualifier }))).Policy ?? '')
  beforeAll(() => active(FunctionName))

  it('grows by statements, one for each qualifier’s own policy', async () => {
    await expect(document()).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The resource you requested does not exist.',
    })
    await account.lambda.send(new AddPermissionCommand(statement))
    expect(await document()).toEqual({
      Version: '2012-10-17',
      Id: 'default',
      Statement: [
        {
          Sid: 'gateway',
          Effect: 'Allow',
          Principal: { Service: 'apigateway.amazonaws.com' },
          Action: 'lambda:InvokeFunction',
          Resource: arnOf(FunctionName),
          Condition: {
            StringEquals: { 'AWS:SourceAccount': '123456789012' },
            ArnLike: { 'AWS:SourceArn': statement.SourceArn },
          },
        },
      ],
    })
    await account.lambda.send(new PublishVersionCommand({ FunctionName }))
    await account.lambda.send(new AddPermissionCommand({ ...statement, Qualifier: '1' }))
    expect((await document('1')).Statement[0].Resource).toBe(`${arnOf(FunctionName)}:1`)
    expect((await document()).Statement).toHaveLength(1)
  })

  it('takes a statement id once, and gives up what is removed', async () => {
    await expect(account.lambda.send(new AddPermissionCommand(statement))).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message:
        'The statement id (gateway) provided already exists. Please provide a new statement id, or remove the existing statement.',
    })
    const removal = new RemovePermissionCommand({ FunctionName, StatementId: 'gateway' })
    await expect(
      account.lambda.send(new RemovePermissionCommand({ FunctionName, StatementId: 'other' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await account.lambda.send(removal)
    await expect(account.lambda.send(removal)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'No policy is associated with the given resource.',
    })
  })

  it.each([
    [{ Principal: 'nobody' }, 'InvalidParameterValueException'],
    [{ Action: 's3:Get' }, 'ValidationException'],
    [{ StatementId: 'a b' }, 'ValidationException'],
    [{ Qualifier: '9' }, 'ResourceNotFoundException'],
    [{ RevisionId: 'stale' }, 'PreconditionFailedException'],
  ])('refuses %j', async (change, name) => {
    await expect(account.lambda.send(new AddPermissionCommand({ ...statement, ...change }))).rejects.toMatchObject({
      name,
    })
  })
})

it('a user who cannot learns which action', async () => {
  const { lambda } = await account.restricted(['lambda:Invoke*', 'lambda:ListFunctions'])
  await expect(lambda.send(new InvokeCommand({ FunctionName: 'first' }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`lambda:InvokeFunction on resource: ${arnOf('first')}`),
  })
})
