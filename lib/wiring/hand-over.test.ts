/** What a deploy that broke off leaves, and what still answers for a while after a switch, between wirings with and without a function. */

import { CreateRoleCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { createClients } from '../aws/client/create-clients'
import { defaultSpec } from '../spec/defaults'
import { onlyRoute, type WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { runDeploy } from './engine'
import { readWiring } from './read/current'
import { observe } from './read/observe'
import { trustPolicy } from './resources/role/policy'
import type { WiringContext } from './run/context'
import { testContext, unwrap } from './testing'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const byFunction: WiringSpec = withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: row })
const direct: WiringSpec = withFields(byFunction, { integration: { kind: 'direct' } })
const deployed = async (context: WiringContext, spec: WiringSpec) => unwrap(await runDeploy(context, spec, () => {}))

describe('after a deploy that was refused', () => {
  let account: TestAccount
  let context: WiringContext
  let url = ''
  beforeAll(async () => {
    account = await createTestAccount()
    context = testContext(account)
    url = (await deployed(context, byFunction)).invokeUrl ?? ''
  })
  afterAll(() => account.close())
  const call = async () => (await fetch(`${url}?data=${row}`)).status

  it('a role that is not allowed to call is proved again, and callers keep what answers them', async () => {
    const RoleName = 'data-team-gateway'
    const trust = JSON.stringify(trustPolicy('apigateway.amazonaws.com'))
    await account.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }))
    // What denies it stands above the role, so that no check of the role itself sees it.
    const { keys } = await account.restrictedKeys(['iam:SimulatePrincipalPolicy', 'iam:ListRolePolicies'])
    const blind: WiringContext = {
      ...testContext(account, { timeScale: 200 }),
      clients: createClients({ region: account.region, endpointUrl: account.url, credentials: keys }),
    }
    const arn = `arn:aws:iam::${account.accountId}:role/${RoleName}`
    for (let run = 1; run <= 2; run++) {
      const result = await runDeploy(blind, withFields(direct, { role: { kind: 'existing', arn } }), () => {})
      expect(result).toMatchObject({ ok: false, error: { code: 'permissions-lag', step: 'role-proof' } })
      expect(await call()).toBe(200)
    }
  })

  it('another spec of the function moves callers last, as the stage never left the function', async () => {
    expect((await readWiring(context, endpointName)).spec).toEqual(byFunction)
    const running: string[] = []
    unwrap(
      await runDeploy(context, withFields(byFunction, { memoryMb: 512 }), ({ id, state }) => {
        if (state === 'running' && !running.includes(id)) running.push(id)
      }),
    )
    expect(running.filter((id) => id === 'stage' || id === 'alias')).toEqual(['stage', 'alias'])
    expect(await call()).toBe(200)
  })
})

describe('what answered before a switch', () => {
  let account: TestAccount
  beforeAll(async () => {
    account = await createTestAccount()
  })
  afterAll(() => account.close())

  it('keeps its role and function until no call reaches it', async () => {
    const base = testContext(account)
    const during: { lambda: boolean; gateway: boolean; fn: boolean }[] = []
    const context: WiringContext = {
      ...base,
      clock: {
        ...base.clock,
        wait: async (ms) => {
          if (ms === 15_000) {
            const { role, function: fn } = await observe(base.clients, base.target, endpointName)
            const trust = decodeURIComponent(role?.trust ?? '')
            during.push({
              lambda: trust.includes('lambda.'),
              gateway: trust.includes('apigateway.'),
              fn: fn !== undefined,
            })
          }
          await base.clock.wait(ms)
        },
      },
    }
    await deployed(context, byFunction)
    expect(during).toEqual([])
    await deployed(context, direct)
    expect(during.splice(0)).toEqual([{ lambda: true, gateway: true, fn: true }])
    expect((await deployed(context, direct)).writes).toBe(0)
    await deployed(context, byFunction)
    expect(during.splice(0)).toEqual([{ lambda: true, gateway: true, fn: true }])
    await deployed(context, withFields(byFunction, { memoryMb: 512 }))
    expect(during).toEqual([])
  })
})

describe('a URL whose rows no gateway reads', () => {
  let account: TestAccount
  beforeAll(async () => {
    account = await createTestAccount()
  })
  afterAll(() => account.close())

  it('is proved by the mark of its definition, which the deployment before has not', async () => {
    const base = testContext(account)
    const spec: WiringSpec = withFields(direct, { request: { ...onlyRoute(direct).request, methods: 'post' } })
    await deployed(base, spec)
    // Answers like a part of the gateway that the deployment has not reached yet.
    const marks: (string | null)[] = []
    const before = await fetch((await readWiring(base, endpointName)).invokeUrl ?? '', { method: 'OPTIONS' })
    let late = 0
    const context: WiringContext = {
      ...base,
      fetch: async (input, init) => {
        const response = await fetch(input, init)
        if (init?.method !== 'OPTIONS') return response
        if (late-- > 0) return new Response('', { status: 200, headers: before.headers })
        marks.push(response.headers.get('x-portico-definition'))
        return response
      },
    }
    late = 3
    const steps: string[] = []
    unwrap(
      await runDeploy(context, { ...spec, apiName: 'another' }, ({ id, detail }) => steps.push(`${id}: ${detail}`)),
    )
    expect(late).toBe(-1)
    expect(marks).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)])
    expect(marks[0]).not.toBe(before.headers.get('x-portico-definition'))
    expect(steps.at(-1)).toMatch(/record/)
  })
})
