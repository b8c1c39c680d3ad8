/** Traces of URLs without a function: the absent hop says so, and what breaks at gateway, role or address is named. */

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UpdateIntegrationCommand } from '@aws-sdk/client-api-gateway'
import { DeleteRolePolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { until } from '../../sandbox/testing/wait'
import { plainRequest } from '../model/requests/request-shape'
import { defaultSpec } from '../spec/defaults'
import type { FlatSpec } from '../spec/flat-spec'
import { namesOf } from '../spec/names'
import type { WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { runDeploy } from '../wiring/engine'
import { readWiring } from '../wiring/read/current'
import { trustPolicy } from '../wiring/resources/role/policy'
import type { WiringContext } from '../wiring/run/context'
import { testContext, unwrap } from '../wiring/testing'
import { repairingSpec } from './fix'
import { runTrace } from './run'
import { testEventsOf } from './test-events'
import type { Diagnosis, HopId, HopOutcome } from './types'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const spec: WiringSpec = withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: row })

let account: TestAccount
let context: WiringContext
beforeAll(async () => {
  account = await createTestAccount()
  context = testContext(account)
})
afterAll(() => account.close())

const deploy = async (change: Partial<FlatSpec>) => unwrap(await runDeploy(context, withFields(spec, change), () => {}))

async function trace(payload = row, id = 'get') {
  const facts = { resourcePath: 'iris', stage: 'prod', queryParameter: 'data', request: plainRequest }
  const events = testEventsOf(
    { ...facts, contract: { features: [] }, origin: context.consoleOrigin, streaming: false },
    payload,
  )
  const event = events.find((one) => one.id === id)?.event
  if (!event) throw new Error(`There is no event ${id}`)
  const outcomes: Partial<Record<HopId, HopOutcome>> = {}
  let diagnosis: Diagnosis | undefined
  for await (const one of runTrace(context, endpointName, event)) {
    if (one.type === 'hop') outcomes[one.outcome.hop] = one.outcome
    if (one.type === 'ended') diagnosis = one.diagnosis
  }
  const states = Object.fromEntries(Object.entries(outcomes).map(([hop, { state }]) => [hop, state]))
  return { outcomes, diagnosis, states }
}

describe('of SageMaker called directly', () => {
  beforeAll(async () => {
    await deploy({ integration: { kind: 'direct' } })
  })

  it('calls every hop but the function, which is not there', async () => {
    const { states, outcomes, diagnosis } = await trace()
    expect(states).toEqual({
      endpoint: 'answered',
      function: 'skipped',
      method: 'answered',
      url: 'answered',
      browser: 'answered',
    })
    expect(outcomes.function).toMatchObject({ why: expect.stringMatching(/no function in between/) })
    expect(diagnosis).toBeUndefined()
  })

  it('calls the model with a body as it is, and no test of the gateway that cannot send it', async () => {
    const { states, outcomes } = await trace(row, 'post-csv')
    expect(states).toMatchObject({ endpoint: 'answered', method: 'skipped', url: 'answered' })
    expect(outcomes.endpoint).toMatchObject({ result: { request: { contentType: 'text/csv', body: row } } })
  })

  it('names the model where it refuses the row', async () => {
    expect((await trace('5.1,3.5')).diagnosis).toMatchObject({ hop: 'endpoint', id: 'feature-count' })
  })

  const { roleName } = namesOf(endpointName, { accountId: '', region: 'us-east-1', partition: 'aws' })
  const url = async () => (await readWiring(context, endpointName)).invokeUrl ?? ''
  const refusal = async (status: number) => {
    const address = `${await url()}?data=${row}`
    await until(
      async () => (await fetch(address)).status,
      (now) => now === status,
    )
  }
  it.each<[string, string, RegExp, () => Promise<unknown>]>([
    [
      'a role without permissions',
      'role-policy',
      /policy/i,
      () => account.iam.send(new DeleteRolePolicyCommand({ RoleName: roleName, PolicyName: 'portico' })),
    ],
    [
      'a role that the gateway cannot be',
      'gateway-role',
      /AssumeRolePolicyDocument is .*lambda/,
      async () => {
        const PolicyDocument = JSON.stringify(trustPolicy())
        await account.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument }))
        await refusal(500)
      },
    ],
    [
      'an integration that points elsewhere',
      'integration-target',
      /integration\.uri is .*another/,
      async () => {
        const { restApiId, resourceId } = await readWiring(context, endpointName)
        const value = 'arn:aws:apigateway:us-east-1:runtime.sagemaker:path/endpoints/another/invocations'
        await account.apiGateway.send(
          new UpdateIntegrationCommand({
            restApiId,
            resourceId,
            httpMethod: 'GET',
            patchOperations: [{ op: 'replace', path: '/uri', value }],
          }),
        )
      },
    ],
  ])('names %s, and fixes it', async (_, id, proof, breakIt) => {
    await breakIt()
    const { diagnosis } = await trace()
    expect(diagnosis).toMatchObject({ hop: 'method', id, proof: expect.stringMatching(proof) })
    unwrap(await runDeploy(context, unwrap(await repairingSpec(context, endpointName, 'repair')), () => {}))
    expect((await trace()).diagnosis).toBeUndefined()
  })
})

describe('of an address that somebody runs', () => {
  it('calls neither endpoint nor function, and names an address that does not answer', async () => {
    const server = createServer((_, response) => response.writeHead(200).end('0.9'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await deploy({
      integration: { kind: 'http', url: `https://${port}.loopback.sandbox.example/iris` },
      sampleRow: undefined,
    })
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
    const { states, diagnosis, outcomes } = await trace()
    expect(states).toMatchObject({ endpoint: 'skipped', function: 'skipped', method: 'broken', url: 'broken' })
    expect(outcomes.endpoint).toMatchObject({ why: expect.stringMatching(/SageMaker is not called/) })
    expect(diagnosis).toMatchObject({ hop: 'method', id: 'address-unreachable', fix: undefined })
  })
})
