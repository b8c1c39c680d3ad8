/** A role of the person's own, and two deploys at once, against the sandbox through the real SDK. */

import { CreateRoleCommand, GetRoleCommand, GetRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { listRestApis } from '../../aws/apigateway/rest-api'
import { readEndpoint } from '../../aws/endpoint'
import { defaultSpec } from '../../spec/defaults'
import { namesOf } from '../../spec/names'
import type { Route } from '../../spec/route'
import type { WiringSpec } from '../../spec/spec'
import { withFields } from '../../spec/testing'
import { planDeploy, runDeploy, runRemove } from '../engine'
import { permissionsPolicy, trustPolicy } from '../resources/role/policy'
import type { WiringContext } from '../run/context'
import { testContext } from '../testing'
import { checkExistingRole } from './existing-role'

const endpointName = 'iris-xgboost'
const roleName = 'data-team-function'

let account: TestAccount
let context: WiringContext
let endpointArn: string

beforeAll(async () => {
  account = await createTestAccount()
  context = testContext(account)
  endpointArn = (await readEndpoint(context.clients.sagemaker, endpointName)).arn
})
afterAll(() => account.close())

const quiet = () => {}
const roleArn = (name: string) => `arn:aws:iam::${account.accountId}:role/${name}`
const specWith = (role: Route['role']): WiringSpec => withFields(defaultSpec(endpointName, 'Real-time'), { role })

async function makeRole(name: string, trust: object, policy?: object) {
  const { iam } = context.clients
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }))
  if (policy) {
    await iam.send(
      new PutRolePolicyCommand({ RoleName: name, PolicyName: 'own', PolicyDocument: JSON.stringify(policy) }),
    )
  }
}

it('refuses a role that is not there, that Lambda cannot assume, or that cannot invoke', async () => {
  const missing = await checkExistingRole(context.clients, roleArn('nobody'), endpointArn)
  expect(missing[0]?.message).toContain('no role nobody')
  const foreignTrust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  }
  await makeRole('for-sagemaker', foreignTrust)
  const blockers = await checkExistingRole(context.clients, roleArn('for-sagemaker'), endpointArn)
  expect(blockers.map((one) => one.message)).toEqual([
    'for-sagemaker does not allow Lambda to assume it.',
    'for-sagemaker is not allowed to invoke this endpoint.',
  ])
  const plan = await planDeploy(context, specWith({ kind: 'existing', arn: roleArn('for-sagemaker') }))
  expect(plan.ok && plan.value.blockers).toHaveLength(2)
})

it('uses a suitable role and never changes or removes it', async () => {
  const { logGroupArn } = namesOf(endpointName, context.target)
  await makeRole(roleName, trustPolicy(), permissionsPolicy(endpointArn, logGroupArn))
  const read = async () => {
    const [role, policy] = await Promise.all([
      context.clients.iam.send(new GetRoleCommand({ RoleName: roleName })),
      context.clients.iam.send(new GetRolePolicyCommand({ RoleName: roleName, PolicyName: 'own' })),
    ])
    return { ...role.Role, RoleLastUsed: undefined, policy: policy.PolicyDocument }
  }
  const before = await read()
  const spec = specWith({ kind: 'existing', arn: roleArn(roleName) })
  const result = await runDeploy(context, spec, quiet)
  expect(result.ok ? undefined : result.error).toBeUndefined()
  const url = result.ok ? result.value.invokeUrl : ''
  expect((await fetch(`${url}?data=5.1,3.5,1.4,0.2`)).status).toBe(200)
  await runRemove(context, endpointName, quiet)
  expect(await read()).toEqual(before)
})

it('of two first deploys at once one wins, and one API is there', async () => {
  const spec = specWith({ kind: 'create' })
  const results = await Promise.all([runDeploy(context, spec, quiet), runDeploy(context, spec, quiet)])
  expect(results.filter((result) => result.ok)).toHaveLength(1)
  expect(results.map((result) => (result.ok ? undefined : result.error.code)).filter(Boolean)).toEqual(['busy'])
  expect(await listRestApis(context.clients.apiGateway)).toHaveLength(1)
})

it('a role of ours gives way to it, with nobody to wait for; the next deploy makes no write at all', async () => {
  const spec = specWith({ kind: 'existing', arn: roleArn(roleName) })
  const said: string[] = []
  const result = await runDeploy(context, spec, ({ detail }) => said.push(detail))
  expect(result.ok ? undefined : result.error).toBeUndefined()
  expect(said.join()).not.toContain('Taking over')
  await account.orderFaults([])
  expect(await runDeploy(context, spec, quiet)).toMatchObject({ ok: true, value: { writes: 0 } })
  const writes = (await account.callsMade()).filter(
    (call) => !/^(Get|List|Describe|Filter|Simulate|Test|Invoke|PutMetricData)/.test(call),
  )
  expect(writes).toEqual([])
})
