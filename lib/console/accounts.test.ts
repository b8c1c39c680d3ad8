/** Places and persons: which account is served, under which role, and who can deploy there. Against the sandbox. */
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { ListEndpointsCommand } from '@aws-sdk/client-sagemaker'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { eventually } from '../../sandbox/testing/wait'
import { assumedRole } from '../aws/client/assume-role'
import { createClients } from '../aws/client/create-clients'
import { sharedReadsName } from '../aws/client/shared-reads'
import { ok } from '../result'
import { type Person, refusal } from '../roles'
import { clientsOfShares, personIn, servedAccount, servedAccounts } from './accounts'
import { action } from './action'
import { openContext } from './context'
import { wiringContext } from './wiring-context'

/** Who is signed in. */
const signedIn = vi.hoisted(() => ({ person: undefined as Person | undefined }))
vi.mock('../auth/session', () => ({ currentPerson: async () => signedIn.person }))

let home: TestAccount
let other: TestAccount
const dana: Person = { id: '1', name: 'Dana', email: "dana.o'hara@acme.dev", role: 'deployer' }
const vera: Person = { id: '2', name: 'Vera', email: 'vera@acme.dev', role: 'viewer' }
const ada: Person = { id: '3', name: 'Ada', email: 'ada@acme.dev', role: 'admin' }

async function makeRole(account: TestAccount, RoleName: string, Action: string) {
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: home.accountId },
    Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    Condition: { StringEquals: { 'sts:ExternalId': 'portico' }, StringLike: { 'sts:SourceIdentity': '*' } },
  }
  const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
  await account.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy(trust) }))
  const PolicyDocument = policy({ Effect: 'Allow', Action, Resource: '*' })
  await account.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }))
  return `arn:aws:iam::${account.accountId}:role/${RoleName}`
}

beforeAll(async () => {
  home = await createTestAccount({ seed: false })
  other = await createTestAccount({ seed: false })
  const accounts = [
    { id: home.accountId, name: 'home', regions: ['us-east-1', 'eu-west-1'] },
    {
      id: other.accountId,
      name: 'other',
      regions: ['us-east-1'],
      viewerRole: await makeRole(other, 'PorticoViewer', 'sagemaker:List*'),
      deployerRole: await makeRole(other, 'PorticoDeployer', '*'),
      externalId: 'portico',
      deployers: ['ADA@acme.dev'],
      guardRails: { maxRate: 5 },
    },
    { id: '999999999999', regions: ['us-east-1'] },
  ]
  const env = {
    NEXTAUTH_URL: 'http://127.0.0.1:3000',
    NEXTAUTH_SECRET: 'x'.repeat(32),
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: home.url,
    AWS_ACCESS_KEY_ID: home.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: home.credentials.secretAccessKey,
    LOG_LEVEL: 'silent',
    PORTICO_ACCOUNTS: JSON.stringify(accounts),
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
})
afterAll(() => {
  vi.unstubAllEnvs()
  home.close()
  other.close()
})

const opened = async (person: Person, account: string, region = 'us-east-1') => {
  const context = await openContext(person, { account, region }, 'shared')
  if (!context.ok) throw new Error(context.error.code)
  return context.value
}
const arnOf = async (person: Person, account: string) => {
  const { clients } = await opened(person, account)
  return (await eventually(() => clients.sts.send(new GetCallerIdentityCommand({})))).Arn
}

describe('a place', () => {
  it.each([
    ['an account that is not served', '000000000000', 'us-east-1', 'unknown-account'],
    ['a region of another account', () => other.accountId, 'eu-west-1', 'unknown-region'],
    ['an account that the credentials do not reach', '999999999999', 'us-east-1', 'no-role'],
  ])('%s is refused', async (_, account, region, code) => {
    const id = typeof account === 'string' ? account : account()
    const context = await openContext(dana, { account: id, region }, 'own')
    expect(context.ok ? '' : context.error.code).toBe(code)
  })

  it('has clients of its own account, person and role', async () => {
    expect(await arnOf(dana, home.accountId)).toBe(`arn:aws:iam::${home.accountId}:user/admin`)
    const roles = `arn:aws:sts::${other.accountId}:assumed-role`
    expect(await arnOf(ada, other.accountId)).toBe(`${roles}/PorticoDeployer/ada@acme.dev`)
    expect(await arnOf(vera, other.accountId)).toBe(`${roles}/PorticoViewer/vera@acme.dev`)
    const limited = await arnOf(dana, other.accountId)
    expect(limited).toMatch(/\/PorticoViewer\/dana\.o_hara@acme\.dev-[0-9a-f]{8}$/)
  })

  it('keeps them, and gives no person those of another', async () => {
    const [first, again, hers] = [
      await opened(ada, other.accountId),
      await opened(ada, other.accountId),
      await opened(vera, other.accountId),
    ]
    expect(again.clients).toBe(first.clients)
    expect(hers.clients).not.toBe(first.clients)
    expect((await opened(ada, home.accountId)).clients).not.toBe(first.clients)
  })

  it('has the guard rails of its own account, whoever is at it', async () => {
    const railsOf = async (person: Person, { accountId }: TestAccount) =>
      wiringContext(await opened(person, accountId)).guardRails
    expect(await railsOf(ada, other)).toEqual({ maxRate: 5 })
    expect(await railsOf(ada, home)).toBeUndefined()
  })

  it('can be shared: under the viewer role where it is not the own account', async () => {
    const account = await servedAccount(other.accountId)
    const { sts, apiGateway } = await clientsOfShares(account ?? expect.unreachable(), 'us-east-1')
    const { Arn } = await eventually(() => sts.send(new GetCallerIdentityCommand({})))
    expect(Arn).toMatch(/PorticoViewer\/portico-share$/)
    // A revoked link is dead at once in every process, so nothing that was read before is shown.
    const { clients } = await opened(ada, other.accountId)
    const sharesReads = (one: typeof apiGateway) => one.middlewareStack.identify().join().includes(sharedReadsName)
    expect([sharesReads(clients.apiGateway), sharesReads(apiGateway)]).toEqual([true, false])
  })
})

describe('who can deploy', () => {
  it('is said by the account, with the reason', async () => {
    const [homeAccount, otherAccount] = await servedAccounts()
    const deploys = (person: Person, account = otherAccount) =>
      refusal(personIn(person, account ?? expect.unreachable()), 'deployer')
    expect(deploys(dana, homeAccount)).toBeUndefined()
    expect(deploys(dana)).toBe('You are not allowed to deploy in other. Ask an admin of this console.')
    expect(deploys(ada)).toBeUndefined()
    expect(deploys(vera)).toMatch(/Your role is viewer/)
    const lookOnly = { ...(otherAccount ?? expect.unreachable()), deployers: undefined, deployerRole: undefined }
    expect(deploys(ada, lookOnly)).toMatch(/Nobody deploys in other/)
  })
})

describe('an action', () => {
  const deploy = action({ name: 'test.deploy', role: 'deployer', input: z.looseObject({}) }, async ({ target }) =>
    ok(target.accountId),
  )
  const requestAs = async (person: Person, account: string) => {
    signedIn.person = person
    const result = await deploy({ account, region: 'us-east-1' })
    return result.ok ? result.value : `${result.error.code}: ${result.error.message}`
  }

  it('runs where its account allows the person, and nowhere else, whatever the browser sends', async () => {
    expect(await requestAs(dana, home.accountId)).toBe(home.accountId)
    expect(await requestAs(dana, other.accountId)).toBe(
      'forbidden: You are not allowed to deploy in other. Ask an admin of this console.',
    )
    expect(await requestAs(ada, other.accountId)).toBe(other.accountId)
    expect(await requestAs(vera, home.accountId)).toMatch(/^forbidden: Your role is viewer/)
    expect(await requestAs(ada, '000000000000')).toMatch(/^unknown-account/)
  })
})

describe('a session of a role', () => {
  const role = (roleArn: string, externalId = 'portico') => ({ roleArn, sessionName: 'ada@acme.dev', externalId })
  const sts = () => createClients({ region: 'us-east-1', endpointUrl: home.url, credentials: home.credentials }).sts

  it('is begun once for all calls at once, kept, and renewed five minutes before its end', async () => {
    let now = Date.now()
    const provider = assumedRole(sts(), role(`arn:aws:iam::${other.accountId}:role/PorticoViewer`), () => now)
    const [first, same] = await Promise.all([provider(), provider()])
    expect(same).toBe(first)
    now += 54 * 60_000
    expect(await provider()).toBe(first)
    now += 2 * 60_000
    const next = await provider()
    expect(next.sessionToken).not.toBe(first.sessionToken)
    expect(next.expiration.getTime()).toBeGreaterThanOrEqual(first.expiration.getTime())
  })

  it('is requested again by clients that go on longer than it lasts, and by no others', async () => {
    const provider = assumedRole(sts(), role(`arn:aws:iam::${other.accountId}:role/PorticoViewer`))
    const requestsOf = async (minutesLeft: number) => {
      let requests = 0
      const credentials = async () => {
        requests += 1
        return { ...(await provider()), expiration: new Date(Date.now() + minutesLeft * 60_000) }
      }
      const { sagemaker } = createClients({ region: 'us-east-1', endpointUrl: home.url, credentials })
      for (let call = 0; call < 3; call++) await sagemaker.send(new ListEndpointsCommand({}))
      return requests
    }
    expect(await requestsOf(60)).toBe(1)
    expect(await requestsOf(4)).toBeGreaterThanOrEqual(3)
  })

  it.each([
    ['that is not there', 'Nobody', 'portico'],
    ['under another external id', 'PorticoViewer', 'wrong'],
  ])('of a role %s is refused with what to check', async (_, name, externalId) => {
    const credentials = assumedRole(sts(), role(`arn:aws:iam::${other.accountId}:role/${name}`, externalId))
    const { sagemaker } = createClients({ region: 'us-east-1', endpointUrl: home.url, credentials })
    const error = await sagemaker.send(new ListEndpointsCommand({})).catch((one: unknown) => one)
    expect(error).toMatchObject({
      failure: {
        code: 'role-refused',
        remedy: expect.stringMatching(/trust policy.*sts:SetSourceIdentity.*external id/),
        aws: { operation: 'sts:AssumeRole', requestId: expect.any(String) },
      },
    })
  })
})
