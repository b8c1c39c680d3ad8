/** From what really happened in an account to who did what to an endpoint: through the real SDK, late as CloudTrail is. */
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { eventually } from '../../sandbox/testing/wait'
import { assumedRole } from '../aws/assume-role'
import { type AwsClients, createClients } from '../aws/create-clients'
import { createKey } from '../keys/change-keys'
import { createShareLink } from '../share/links'
import { defaultSpec } from '../wiring/defaults'
import { runDeploy, runRemove } from '../wiring/engine'
import { testContext, unwrap } from '../wiring/testing'
import { ofEndpoint, ofOurs } from './concerns'
import { deedsOf } from './deeds'
import { readActivity } from './read-activity'
import { type ReadEvent, readEvent } from './read-event'

const endpointName = 'iris-xgboost'
const spec = {
  ...defaultSpec(endpointName, 'Real-time'),
  access: { kind: 'key' as const, rateLimit: 50, burstLimit: 100 },
}
const quiet = () => {}
let account: TestAccount
let ana: AwsClients

beforeAll(async () => {
  account = await createTestAccount()
  const { accountId, region, url: endpointUrl, credentials } = account
  const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  const RoleName = 'PorticoDeployer'
  const trust = { Effect: 'Allow', Principal: { AWS: accountId }, Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'] }
  const { Role } = await account.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy(trust) }))
  const PolicyDocument = policy({ Effect: 'Allow', Action: '*', Resource: '*' })
  await account.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument }))
  const { sts } = createClients({ region, endpointUrl, credentials })
  const session = assumedRole(sts, { roleArn: Role?.Arn ?? '', sessionName: 'ana@acme.dev' })
  await eventually(session)
  ana = createClients({ region, endpointUrl, credentials: session })
})
afterAll(() => account.close())

const context = () => ({ ...testContext(account), clients: ana })
let clock = Date.now()
/** A minute later each time, as what was read is kept for some seconds. */
const read = (clients: AwsClients, name?: string) => {
  clock += 60_000
  return readActivity(clients, context().target, { endpointName: name, days: 1, now: clock })
}

describe('the activity of an endpoint', () => {
  it('names the person of each deed, and tells those by hand from ours', async () => {
    const { restApiId = '' } = unwrap(await runDeploy(context(), spec, quiet))
    unwrap(await createKey({ clients: ana, endpointName, person: 'ana@acme.dev' }, 'Mobile app'))
    const links = {
      ...context(),
      spec,
      person: 'ana@acme.dev',
      endpointName,
      restApiId,
      secret: 's'.repeat(32),
      origin: 'http://127.0.0.1',
    }
    unwrap(await createShareLink(links, { title: 'Iris', days: 7, bounded: true, embedOrigins: [] }))
    const byHand = { FunctionName: `portico-${endpointName}`, ReservedConcurrentExecutions: 2 }
    await account.lambda.send(new PutFunctionConcurrencyCommand(byHand))
    unwrap(await runRemove(context(), endpointName, quiet))
    // Of another endpoint, which the first one's list does not tell.
    unwrap(await runDeploy(context(), defaultSpec('auto-mpg-forest', 'Real-time'), quiet))
    const calls = async () =>
      (await read(ana, endpointName)).deeds.flatMap((deed) => deed.calls.map((call) => ({ ...call, ...deed })))
    await eventually(async () => {
      if (!(await calls()).some((call) => call.name === 'DeleteRole')) throw new Error('not there yet')
    })
    const all = await calls()
    expect(all.every((call) => !call.subject?.includes('auto-mpg'))).toBe(true)
    const by = (name: string) => all.find((call) => call.name === name)
    const person = { person: 'ana@acme.dev', role: 'PorticoDeployer', vouched: true, viaPortico: true }
    for (const name of [
      'CreateRole',
      'CreateFunction',
      'CreateRestApi',
      'CreateDeployment',
      'CreateApiKey',
      'DeleteRestApi',
    ])
      expect(by(name), name).toMatchObject(person)
    expect(by('PutFunctionConcurrency')).toMatchObject({ person: 'admin', vouched: false, viaPortico: false })
    expect(by('CreateFunction')).toMatchObject({
      service: 'lambda',
      subject: `portico-${endpointName}`,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(JSON.stringify(all)).not.toMatch(/AKIA|ASIA/)
    const region = await eventually(async () => {
      const all = await read(ana)
      if (!all.deeds.some((deed) => deed.endpointName === 'auto-mpg-forest')) throw new Error('not there yet')
      return all
    })
    expect(new Set(region.deeds.map((deed) => `${deed.endpointName}: ${deed.title}`))).toEqual(
      new Set([
        'auto-mpg-forest: Deployed a public URL',
        'iris-xgboost: Deployed a public URL',
        'iris-xgboost: Called PutFunctionConcurrency',
        'iris-xgboost: Made a share link',
      ]),
    )
  })

  it('throws AWS’s refusal to who may not look', async () => {
    const keys = await account.restrictedKeys(['cloudtrail:LookupEvents'])
    const { region, url: endpointUrl } = account
    const clients = createClients({ region, endpointUrl, credentials: keys.keys })
    const days = { days: 30, now: Date.now() }
    await expect(readActivity(clients, context().target, days)).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })
})

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString()
const event = (
  seconds: number,
  name: string,
  more: { person?: string; role?: string; error?: string; tags?: object } = {},
): ReadEvent => {
  const { person = 'ana@acme.dev', role = 'PorticoDeployer', error, tags = {} } = more
  const read = readEvent(
    JSON.stringify({
      eventID: `${seconds}-${name}`,
      eventTime: at(seconds),
      eventName: name,
      eventSource: 'lambda.amazonaws.com',
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::1:assumed-role/PorticoDeployer/${person}`,
        sessionContext: { sourceIdentity: person, sessionIssuer: { userName: role } },
      },
      errorCode: error,
      requestParameters: { tags },
    }),
  )
  return read ?? expect.unreachable()
}
const titles = (...events: ReadEvent[]) => deedsOf(events.reverse()).map((deed) => deed.title)

it('what a deployed function does under its own role is nobody’s deed', () => {
  const target = { accountId: '1', region: 'us-east-1', partition: 'aws' }
  const stream = event(0, 'CreateLogStream', { role: 'portico-us-east-1-iris', tags: { 'portico:endpoint': 'iris' } })
  expect(ofEndpoint([stream], 'iris', target, [])).toEqual([])
  expect(ofOurs([stream], 'us-east-1', new Map())).toEqual([])
})

describe('deedsOf', () => {
  it.each<[string, ReadEvent[], string[]]>([
    [
      'calls without a pause are one',
      [event(0, 'CreateRole'), event(5, 'CreateFunction20150331')],
      ['Deployed a public URL'],
    ],
    [
      'a pause ends it',
      [event(0, 'CreateFunction20150331'), event(200, 'CreateApiKey')],
      ['Made an API key', 'Deployed a public URL'],
    ],
    [
      'two people are two',
      [event(0, 'PublishVersion20150331'), event(1, 'UpdateAlias20150331', { person: 'eve' })],
      ['Changed a public URL', 'Changed a public URL'],
    ],
    [
      'a removal before a deploy is another',
      [event(0, 'DeleteFunction20150331'), event(9, 'CreateFunction20150331')],
      ['Deployed a public URL', 'Removed a public URL'],
    ],
    [
      'a link is told by its tag',
      [event(0, 'TagResource', { tags: { 'portico:share:a1': '2026' } })],
      ['Made a share link'],
    ],
    ['what was refused is said', [event(0, 'CreateRole', { error: 'AccessDenied' })], ['Was refused CreateRole']],
    ['what has no words is named', [event(0, 'PutFunctionConcurrency20171031')], ['Called PutFunctionConcurrency']],
  ])('%s', (_, events, wanted) => expect(titles(...events)).toEqual(wanted))

  it.each([undefined, '', '{}', '[1]', '"x"'])('no event in %s', (text) => expect(readEvent(text)).toBeUndefined())
})
