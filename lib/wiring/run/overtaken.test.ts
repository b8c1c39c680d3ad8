/** Two consoles at one wiring: the one that began later has it, and the other ends and says so. */

import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import type { Result } from '../../result'
import { defaultSpec } from '../../spec/defaults'
import type { FlatSpec } from '../../spec/flat-spec'
import type { WiringSpec } from '../../spec/spec'
import { withFields } from '../../spec/testing'
import { runDeploy, runRemove } from '../engine'
import { observe } from '../read/observe'
import { permissionsPolicy, trustPolicy } from '../resources/role/policy'
import type { JobOutcome } from '../state/plan'
import { testContext, unwrap } from '../testing'
import type { WiringContext } from './context'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const quiet = () => {}
let account: TestAccount
let ben: WiringContext
beforeAll(async () => {
  account = await createTestAccount()
  ben = testContext(account, { deployedBy: 'ben@acme.dev' })
})
afterAll(() => account.close())

const specWith = (change: Partial<FlatSpec> = {}): WiringSpec =>
  withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: row, ...change })

/** Ana's deploy, which stands where it calls the public API and hears nothing. */
async function standing(spec: WiringSpec): Promise<Promise<Result<JobOutcome>>[]> {
  let stands = () => {}
  const reached = new Promise<void>((done) => {
    stands = done
  })
  const fetch = () => {
    stands()
    return new Promise<never>(() => {})
  }
  const end = runDeploy({ ...testContext(account), fetch }, spec, quiet)
  await reached
  return [end]
}

const ours = async () => {
  const { role, function: fn, apis, logGroup } = await observe(ben.clients, ben.target, endpointName)
  return [role, fn, logGroup, ...apis].filter((one) => one !== undefined).length
}

describe('a deploy that stands', () => {
  it('is overtaken by a removal: it ends, and nothing is left', async () => {
    const [ana] = await standing(specWith())
    const said: string[] = []
    unwrap(await runRemove(ben, endpointName, ({ detail }) => said.push(detail)))
    expect(await ana).toMatchObject({
      ok: false,
      error: {
        code: 'overtaken',
        step: 'probe',
        message: 'This deploy was overtaken by a removal by ben@acme.dev.',
        cause: expect.stringContaining('Role portico-'),
      },
    })
    expect(said).toContainEqual(expect.stringContaining('Taking over from a deploy by ana@acme.dev'))
    expect(await ours()).toBe(0)
  })

  it('is overtaken by a deploy, which ends well; the next has nobody to wait for and nothing to write', async () => {
    const [ana] = await standing(specWith())
    const { invokeUrl } = unwrap(await runDeploy(ben, specWith({ memoryMb: 512 }), quiet))
    expect(await ana).toMatchObject({ ok: false, error: { message: expect.stringContaining('a deploy by ben@') } })
    expect((await fetch(`${invokeUrl}?data=${row}`)).status).toBe(200)
    await account.orderFaults([])
    const said: string[] = []
    expect(unwrap(await runDeploy(ben, specWith({ memoryMb: 512 }), ({ detail }) => said.push(detail))).writes).toBe(0)
    expect(said.join()).not.toContain('Taking over')
    const changes = (await account.callsMade()).filter((call) => /^(Tag|Put|Create|Update|Delete)/.test(call))
    // What it called to prove the URL it publishes all the same.
    expect(changes).toEqual(['PutMetricData'])
    unwrap(await runRemove(ben, endpointName, quiet))
  })

  it('with a role of the person’s, which is left alone, finds it by the API', async () => {
    const arn = `arn:aws:iam::${account.accountId}:role/data-team`
    const trust = JSON.stringify(trustPolicy())
    await account.iam.send(new CreateRoleCommand({ RoleName: 'data-team', AssumeRolePolicyDocument: trust }))
    const endpointArn = `arn:aws:sagemaker:${account.region}:${account.accountId}:endpoint/${endpointName}`
    const PolicyDocument = JSON.stringify(permissionsPolicy(endpointArn, 'arn:aws:logs:*:*:log-group:*'))
    await account.iam.send(new PutRolePolicyCommand({ RoleName: 'data-team', PolicyName: 'own', PolicyDocument }))
    const [ana] = await standing(specWith({ role: { kind: 'existing', arn } }))
    unwrap(await runRemove(ben, endpointName, quiet))
    expect(await ana).toMatchObject({
      ok: false,
      error: { code: 'overtaken', cause: expect.stringContaining('REST API') },
    })
    expect(await ours()).toBe(0)
  })
})

describe('a removal', () => {
  it('that found nothing takes the lock of a deploy that was done meanwhile, and leaves nothing of it', async () => {
    let reads = 0
    const { clients } = ben
    const name = 'the-deploy-comes-between'
    // Its second look at the APIs finds all that a deploy made after the first.
    clients.apiGateway.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'GetRestApisCommand' && ++reads === 2)
            unwrap(await runDeploy(testContext(account), specWith(), quiet))
          return next(args)
        },
      { step: 'initialize', name },
    )
    try {
      unwrap(await runRemove(ben, endpointName, quiet))
    } finally {
      clients.apiGateway.middlewareStack.remove(name)
    }
    expect(reads).toBeGreaterThan(2)
    expect(await ours()).toBe(0)
  })
})
