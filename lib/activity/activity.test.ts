/** From what really happened in an account to who did what to an endpoint: through the real SDK, late as CloudTrail is. */

import { DeleteApiKeyCommand, GetApiKeysCommand, UpdateApiKeyCommand } from '@aws-sdk/client-api-gateway'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { DeleteFunctionCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda'
import { DeleteEndpointCommand } from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { eventually } from '../../sandbox/testing/wait'
import { assumedRole } from '../aws/client/assume-role'
import { type AwsClients, createClients } from '../aws/client/create-clients'
import { createKey } from '../keys/change-keys'
import { createShareLink } from '../share/links'
import { defaultSpec } from '../spec/defaults'
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
/** The action or job that Ana's calls belong to. */
let runId = ''

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
  ana = createClients({ region, endpointUrl, credentials: session, runId: () => runId })
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
  it('names the person of each deed, and distinguishes those by hand from ours', async () => {
    runId = 'deploy'
    const { restApiId = '' } = unwrap(await runDeploy(context(), spec, quiet))
    runId = 'key'
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
    runId = 'share'
    unwrap(await createShareLink(links, { title: 'Iris', days: 7, bounded: true, embedOrigins: [] }))
    const byHand = { FunctionName: `portico-${endpointName}`, ReservedConcurrentExecutions: 2 }
    await account.lambda.send(new PutFunctionConcurrencyCommand(byHand))
    runId = 'remove'
    unwrap(await runRemove(context(), endpointName, quiet))
    // An event of another endpoint, which is not in the list of the first.
    runId = 'other'
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
        'auto-mpg-forest: Deployed a public API',
        'iris-xgboost: Deployed a public API',
        'iris-xgboost: Called PutFunctionConcurrency',
        'iris-xgboost: Made an API key',
        'iris-xgboost: Made a share link',
        'iris-xgboost: Removed a public API',
      ]),
    )
  })

  it('names who came from outside, each call by itself, and what it destroyed', async () => {
    const other = 'language-id-hf'
    runId = 'deploy-other'
    unwrap(await runDeploy(context(), { ...defaultSpec(other, 'Real-time'), access: spec.access }, quiet))
    const { items = [] } = await account.apiGateway.send(new GetApiKeysCommand({}))
    const id = items.find(({ tags = {} }) => tags['portico:endpoint'] === other)?.id
    const patchOperations = [{ op: 'replace' as const, path: '/enabled', value: 'false' }]
    await account.apiGateway.send(new UpdateApiKeyCommand({ apiKey: id, patchOperations }))
    await account.apiGateway.send(new DeleteApiKeyCommand({ apiKey: id }))
    await account.sagemaker.send(new DeleteEndpointCommand({ EndpointName: other }))
    await account.lambda.send(new DeleteFunctionCommand({ FunctionName: `portico-${other}` }))
    const deeds = await eventually(async () => {
      const { deeds } = await read(ana, other)
      if (!deeds.some((deed) => deed.title.includes('function'))) throw new Error('not there yet')
      return deeds
    })
    expect(deeds.map(({ person, viaPortico, title, calls }) => [person, viaPortico, title, calls.length])).toEqual([
      ['admin', false, `Deleted the function portico-${other}`, 1],
      ['admin', false, `Deleted the endpoint ${other}`, 1],
      ['admin', false, `Deleted the API key ${id}`, 1],
      ['admin', false, 'Changed an API key', 1],
      ['ana@acme.dev', true, 'Deployed a public API', expect.any(Number)],
    ])
  })

  it('throws AWS’s refusal to who cannot look', async () => {
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
  more: { person?: string; role?: string; error?: string; run?: string; requested?: object; returned?: object } = {},
): ReadEvent => {
  const { person = 'ana@acme.dev', role = 'PorticoDeployer', error, run, requested = {}, returned = {} } = more
  const read = readEvent(
    JSON.stringify({
      eventID: `${seconds}-${name}`,
      eventTime: at(seconds),
      eventName: name,
      eventSource: 'lambda.amazonaws.com',
      userAgent: run ? `aws-sdk-js/3.1142.0 lang/js app/portico md/portico-run#${run}` : 'aws-cli/2.31.0',
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::1:assumed-role/PorticoDeployer/${person}`,
        sessionContext: { sourceIdentity: person, sessionIssuer: { userName: role } },
      },
      errorCode: error,
      requestParameters: requested,
      responseElements: returned,
    }),
  )
  return read ?? expect.unreachable()
}
const titles = (...events: ReadEvent[]) => deedsOf(events.reverse()).map((deed) => deed.title)

it('what a deployed function does under its own role is nobody’s deed', () => {
  const target = { accountId: '1', region: 'us-east-1', partition: 'aws' }
  const requested = { tags: { 'portico:endpoint': 'iris' } }
  const stream = event(0, 'CreateLogStream', { role: 'portico-us-east-1-iris', requested })
  expect(ofEndpoint([stream], 'iris', target, [])).toEqual([])
  expect(ofOurs([stream], 'us-east-1', new Map())).toEqual([])
})

it.each([
  ['lambda.amazonaws.com', 'CreateFunction20150331', { functionName: 'portico-iris_authorizer' }],
  ['lambda.amazonaws.com', 'DeleteFunction20150331', { functionName: 'portico-iris_authorizer' }],
  ['iam.amazonaws.com', 'DeleteRole', { roleName: 'portico-us-east-1-iris_authorizer' }],
])('%s %s of the authorizer of keys is about its endpoint', (eventSource, name, requestParameters) => {
  const target = { accountId: '1', region: 'us-east-1', partition: 'aws' }
  const one = { ...event(0, name, { requested: requestParameters }) }
  const read = { ...one, call: { ...one.call, service: eventSource.split('.')[0] ?? '' } }
  expect(ofEndpoint([read], 'iris', target, [])).toMatchObject([{ endpointName: 'iris' }])
  expect(ofEndpoint([read], 'rose', target, [])).toEqual([])
  expect(ofOurs([read], 'us-east-1', new Map())).toMatchObject([{ endpointName: 'iris' }])
})

const run = 'r1'
const share = { run, requested: { tags: { 'portico:share:a1': '2026' } } }

describe('deedsOf', () => {
  it.each<[string, ReadEvent[], string[]]>([
    [
      'calls of one run are one, however long it takes',
      [event(0, 'CreateRole', { run }), event(600, 'CreateFunction20150331', { run })],
      ['Deployed a public API'],
    ],
    [
      'another run is another, be it in the same second',
      [event(0, 'CreateFunction20150331', { run }), event(0, 'CreateApiKey', { run: 'r2' })],
      ['Made an API key', 'Deployed a public API'],
    ],
    [
      'a run that somebody else names is not theirs',
      [event(0, 'PublishVersion20150331', { run }), event(1, 'UpdateAlias20150331', { run, person: 'eve' })],
      ['Changed a public API', 'Changed a public API'],
    ],
    [
      'from outside each call is its own, and no deploy or removal',
      [event(0, 'CreateFunction20150331'), event(1, 'DeleteFunction20150331', { requested: { functionName: 'f' } })],
      ['Deleted the function f', 'Called CreateFunction'],
    ],
    [
      'what a deploy takes away is in its title',
      [
        event(0, 'CreateDeployment', { run }),
        event(1, 'DeleteFunction20150331', { run, requested: { functionName: 'f' } }),
        event(2, 'DeleteRestApi', { run, error: 'AccessDenied' }),
      ],
      ['Changed a public API, deleted the function f'],
    ],
    [
      'a removal destroys the whole URL',
      [
        event(0, 'DeleteRestApi', { run }),
        event(40, 'DeleteFunction20150331', { run }),
        event(41, 'DeleteRole', { run }),
      ],
      ['Removed a public API'],
    ],
    [
      'an undo names what it takes away',
      [event(0, 'DeleteRole', { run, requested: { roleName: 'r' } }), event(1, 'DeleteLogGroup', { run })],
      ['Deleted the role r, the log group'],
    ],
    [
      'an endpoint is named',
      [event(0, 'DeleteEndpoint', { requested: { endpointName: 'iris' } })],
      ['Deleted the endpoint iris'],
    ],
    [
      'a link is known by its tag, also where it has a key',
      [event(0, 'CreateApiKey', { run }), event(1, 'TagResource', share)],
      ['Made a share link'],
    ],
    ['what was refused is said', [event(0, 'CreateRole', { error: 'AccessDenied' })], ['Was refused CreateRole']],
    ['what has no words is named', [event(0, 'PutFunctionConcurrency20171031')], ['Called PutFunctionConcurrency']],
  ])('%s', (_, events, wanted) => expect(titles(...events)).toEqual(wanted))

  it('the tag of a deploy names a person only where this console set it, and AWS knows none', () => {
    const tags = { 'portico:deployed-by': 'dana@acme.dev' }
    const withoutSource = (one: ReadEvent) => ({ ...one, actor: { ...one.actor, person: 'console', vouched: false } })
    const people = [
      event(0, 'CreateFunction20150331', { run, requested: { tags } }),
      event(1, 'UpdateApiKey', { run: 'r2', returned: { tags } }),
      event(2, 'UpdateApiKey', { returned: { tags } }),
      event(3, 'CreateApiKey', { requested: { tags } }),
    ].flatMap((one) => deedsOf([withoutSource(one)]).map(({ person }) => person))
    expect(people).toEqual(['dana@acme.dev', 'console', 'console', 'console'])
  })

  it.each([undefined, '', '{}', '[1]', '"x"'])('no event in %s', (text) => expect(readEvent(text)).toBeUndefined())
})
