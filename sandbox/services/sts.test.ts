/** Sessions of roles: who can begin one, what it can do, and when it is over. */
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { CreateRoleCommand, GetRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { ListEndpointsCommand } from '@aws-sdk/client-sagemaker'
import { AssumeRoleCommand, type AssumeRoleCommandInput, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../testing/account'
import { eventually } from '../testing/wait'

let home: TestAccount
let other: TestAccount

const allow = (Action: string | string[], more: object = {}) => ({ Effect: 'Allow', Action, ...more })
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })

async function makeRole(account: TestAccount, name: string, trust: object[], may?: object[]) {
  const { Role } = await account.iam.send(
    new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: policy(...trust) }),
  )
  if (may)
    await account.iam.send(
      new PutRolePolicyCommand({ RoleName: name, PolicyName: 'own', PolicyDocument: policy(...may) }),
    )
  return Role?.Arn ?? ''
}

const assume = (from: Pick<TestAccount, 'sts'>, RoleArn: string, more: Partial<AssumeRoleCommandInput> = {}) =>
  from.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'ana@acme.dev', ...more }))

/** Clients of a session of the role, once it can be assumed. */
async function sessionOf(from: Pick<TestAccount, 'sts'>, arn: string, more: Partial<AssumeRoleCommandInput> = {}) {
  const { Credentials } = await eventually(() => assume(from, arn, more))
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = Credentials ?? {}
  return home.withKeys({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken })
}

const refused = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (one: Error) => one,
  )
  return `${error?.name}: ${error?.message}`
}

beforeAll(async () => {
  home = await createTestAccount({ seed: false })
  other = await createTestAccount({ seed: false })
})

afterAll(() => {
  home.close()
  other.close()
})

describe('AssumeRole', () => {
  const identified = ['sts:AssumeRole', 'sts:SetSourceIdentity']

  it('gives a session that is the role with the name in it, and can what the role is allowed to do', async () => {
    const trust = [allow(identified, { Principal: { AWS: `arn:aws:iam::${home.accountId}:root` } })]
    const arn = await makeRole(home, 'reader', trust, [allow('sagemaker:ListEndpoints', { Resource: '*' })])
    expect(await refused(assume(home, arn))).toMatch(
      /^AccessDenied: User: .* is not authorized to perform: sts:AssumeRole/,
    )
    const session = await sessionOf(home, arn, { SourceIdentity: 'ana@acme.dev' })
    const { Arn, Account } = await session.sts.send(new GetCallerIdentityCommand({}))
    expect(Arn).toBe(`arn:aws:sts::${home.accountId}:assumed-role/reader/ana@acme.dev`)
    expect(Account).toBe(home.accountId)
    expect((await session.sagemaker.send(new ListEndpointsCommand({}))).Endpoints).toEqual([])
    expect(await refused(session.lambda.send(new ListFunctionsCommand({})))).toMatch(
      /^AccessDeniedException: User: arn:aws:sts::\d+:assumed-role\/reader\/ana@acme.dev is not authorized to perform: lambda:ListFunctions/,
    )
    expect(await refused(session.iam.send(new GetRoleCommand({ RoleName: 'reader' })))).toMatch(/^AccessDenied: /)
  })

  it('checks both accounts, the external id and the source identity', async () => {
    const trust = [
      allow(identified, {
        Principal: { AWS: home.accountId },
        Condition: {
          StringEquals: { 'sts:ExternalId': 'portico-7' },
          StringLike: { 'sts:SourceIdentity': '*@acme.dev' },
        },
      }),
    ]
    const arn = await makeRole(other, 'guest', trust)
    const right = { ExternalId: 'portico-7', SourceIdentity: 'ana@acme.dev' }
    await eventually(() => assume(home, arn, right))
    expect(await refused(assume(home, arn, { SourceIdentity: 'ana@acme.dev' }))).toMatch(/AccessDenied.*sts:AssumeRole/)
    expect(await refused(assume(home, arn, { ...right, ExternalId: 'other' }))).toMatch(/AccessDenied/)
    expect(await refused(assume(home, arn, { ...right, SourceIdentity: 'eve@evil.dev' }))).toMatch(/AccessDenied/)
    const narrow = await home.restricted(['sts:AssumeRole'])
    expect(await refused(assume(narrow, arn, right))).toMatch(/AccessDenied.*sts:AssumeRole/)
    expect(await refused(assume(other, arn, right))).toMatch(/AccessDenied/)
  })

  it('sets no source identity that the trust policy does not let be set', async () => {
    const { Arn = '' } = await home.sts.send(new GetCallerIdentityCommand({}))
    const arn = await makeRole(home, 'plain', [allow('sts:AssumeRole', { Principal: { AWS: Arn } })])
    await eventually(() => assume(home, arn))
    expect(await refused(assume(home, arn, { SourceIdentity: 'ana@acme.dev' }))).toMatch(
      /is not authorized to perform: sts:SetSourceIdentity on resource: arn:aws:iam::\d+:role\/plain/,
    )
  })

  it('passes the source identity on, and no session changes it', async () => {
    const any = [allow(identified, { Principal: { AWS: home.accountId } })]
    const second = await makeRole(home, 'second', any)
    const first = await makeRole(home, 'first', any, [allow(identified, { Resource: second })])
    const session = await sessionOf(home, first, { SourceIdentity: 'ana@acme.dev' })
    const { SourceIdentity } = await eventually(() => assume(session, second))
    expect(SourceIdentity).toBe('ana@acme.dev')
    expect(await refused(assume(session, second, { SourceIdentity: 'eve@evil.dev' }))).toMatch(/sts:SetSourceIdentity/)
    expect(await refused(assume(session, first))).toMatch(/sts:AssumeRole/)
    expect(await refused(assume(session, second, { DurationSeconds: 7200 }))).toMatch(/1 hour session limit/)
  })

  it.each<[string, Partial<AssumeRoleCommandInput>, RegExp]>([
    ['a space in the name', { RoleSessionName: 'ana acme' }, /ValidationError.*roleSessionName/],
    ['a name of one letter', { RoleSessionName: 'a' }, /greater than or equal to 2/],
    ['a source identity of two people', { SourceIdentity: 'a/b' }, /ValidationError.*sourceIdentity/],
    ['a minute', { DurationSeconds: 60 }, /greater than or equal to 900/],
    ['no ARN', { RoleArn: 'reader' }, /ValidationError.*roleArn/],
    ['a session policy', { Policy: '{}' }, /does not judge Policy/],
  ])('refuses %s', async (_, more, words) => {
    expect(await refused(assume(home, `arn:aws:iam::${home.accountId}:role/reader`, more))).toMatch(words)
  })

  it('of a role that is not there says the same as of one that cannot be assumed', async () => {
    expect(await refused(assume(home, `arn:aws:iam::${home.accountId}:role/nobody`))).toMatch(
      /AccessDenied.*sts:AssumeRole/,
    )
  })

  it('signs nothing without its token, and nothing once its time is over', async () => {
    const own = await createTestAccount({ seed: false })
    const trust = [allow('sts:AssumeRole', { Principal: { AWS: own.accountId } })]
    const arn = await makeRole(own, 'brief', trust, [allow('*', { Resource: '*' })])
    const { Credentials } = await eventually(() => assume(own, arn))
    const keys = { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: Credentials?.SecretAccessKey ?? '' }
    const bare = own.withKeys(keys)
    expect(await refused(bare.lambda.send(new ListFunctionsCommand({})))).toMatch(
      /^UnrecognizedClientException: The security token/,
    )
    expect(await refused(bare.sts.send(new GetCallerIdentityCommand({})))).toMatch(/^InvalidClientTokenId: /)
    const whole = own.withKeys({ ...keys, sessionToken: Credentials?.SessionToken })
    await whole.lambda.send(new ListFunctionsCommand({}))
    await own.endSessions()
    expect(await refused(whole.lambda.send(new ListFunctionsCommand({})))).toMatch(/^ExpiredTokenException: /)
    expect(await refused(whole.sts.send(new GetCallerIdentityCommand({})))).toMatch(/^ExpiredToken: /)
    own.close()
  })
})

describe('LookupEvents', () => {
  const look = (more: object = {}) => home.cloudTrail.send(new LookupEventsCommand(more))

  it('knows who did what, also what was refused', async () => {
    const filter = { LookupAttributes: [{ AttributeKey: 'Username' as const, AttributeValue: 'ana@acme.dev' }] }
    const events = await eventually(async () => {
      const { Events = [] } = await look(filter)
      if (!Events.some((one) => one.EventName === 'ListFunctions20150331')) throw new Error('not there yet')
      return Events
    })
    const denied = events.find((one) => one.EventName === 'ListFunctions20150331')
    const record = JSON.parse(denied?.CloudTrailEvent ?? '{}')
    expect(record).toMatchObject({
      errorCode: 'AccessDeniedException',
      userIdentity: { type: 'AssumedRole', sessionContext: { sourceIdentity: 'ana@acme.dev' } },
    })
    expect(denied?.ReadOnly).toBe('true')
  })

  it('gives pages, and those that wrote alone', async () => {
    const filter = { LookupAttributes: [{ AttributeKey: 'ReadOnly' as const, AttributeValue: 'false' }], MaxResults: 2 }
    const first = await eventually(async () => {
      const page = await look(filter)
      if (!page.NextToken) throw new Error('not there yet')
      return page
    })
    expect(first.Events).toHaveLength(2)
    const second = await eventually(() => look({ ...filter, NextToken: first.NextToken }))
    const ids = [...(first.Events ?? []), ...(second.Events ?? [])].map((one) => one.EventId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(await refused(look({ MaxResults: 2, NextToken: first.NextToken }))).toMatch(/InvalidNextToken|Throttling/)
  })

  it.each<[string, object, RegExp]>([
    ['51 a page', { MaxResults: 51 }, /InvalidMaxResults/],
    ['time that runs backwards', { StartTime: new Date(), EndTime: new Date(0) }, /InvalidTimeRange/],
    [
      'two attributes',
      { LookupAttributes: ['EventName', 'Username'].map((AttributeKey) => ({ AttributeKey, AttributeValue: 'x' })) },
      /InvalidLookupAttributes/,
    ],
  ])('refuses %s', async (_, input, words) => {
    const response = await eventually(async () => {
      const said = await refused(look(input))
      if (said.startsWith('Throttling')) throw new Error(said)
      return said
    })
    expect(response).toMatch(words)
  })

  it('takes two requests a second', async () => {
    const responses = await Promise.all(Array.from({ length: 300 }, () => refused(look())))
    expect(responses.some((one) => /^ThrottlingException: Rate exceeded/.test(one))).toBe(true)
  })
})
