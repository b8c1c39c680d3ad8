/** The prefix and the path that an account requires of roles: from the first deploy, over roles of before, and in a removal. */
import { DeleteRolePolicyCommand, GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam'
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../../sandbox/testing/account'
import type { RoleNames } from '../../../guard-rails'
import { defaultSpec } from '../../../spec/defaults'
import { namesOf } from '../../../spec/names'
import type { WiringSpec } from '../../../spec/spec'
import { withFields } from '../../../spec/testing'
import { planDeploy, planRemove, runDeploy, runRemove } from '../../engine'
import { readWiring } from '../../read/current'
import { testContext, unwrap } from '../../testing'

const roleNames: RoleNames = { prefix: 'acme-', path: '/ml/public/' }
let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

function context(names?: RoleNames) {
  const plain = testContext(account)
  return { ...plain, target: { ...plain.target, roleNames: names } }
}
const deploy = (spec: WiringSpec, names?: RoleNames) => runDeploy(context(names), spec, () => {})

/** Every role that is ours, as IAM has it: its path and name. */
const roles = async () =>
  (await account.iam.send(new ListRolesCommand({}))).Roles?.flatMap(({ Arn = '' }) =>
    Arn.includes('portico-') ? [Arn.split(':role').at(-1) ?? ''] : [],
  )
const functionRole = async (endpointName: string) => {
  const FunctionName = namesOf(endpointName, context().target).functionName
  return (await account.lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: 'live' }))).Role
}
const unhealthy = async (endpointName: string, names?: RoleNames) =>
  (await readWiring(context(names), endpointName)).resources.flatMap(({ type, health, why }) =>
    health === 'healthy' ? [] : [`${type} ${health}: ${why}`],
  )
const region = () => account.region

describe('a public API whose roles have no prefix', () => {
  const endpointName = 'iris-xgboost'
  const spec = defaultSpec(endpointName, 'Real-time')
  const old = () => `/portico-${region()}-${endpointName}`
  const now = () => `/ml/public/acme-portico-${region()}-${endpointName}`

  it('gets a role of the required name by the next deploy, which takes the earlier one away', async () => {
    unwrap(await deploy(spec))
    expect(await roles()).toEqual([old()])
    const { items, blockers } = unwrap(await planDeploy(context(roleNames), spec))
    expect(blockers).toEqual([])
    expect(items.filter(({ type }) => type === 'iam-role').map(({ change, name }) => `${change} ${name}`)).toEqual([
      `create ${now().split('/').at(-1)}`,
      `delete ${old().slice(1)}`,
    ])
    expect(await unhealthy(endpointName, roleNames)).toContain('lambda-function changed: Role')
    unwrap(await deploy(spec, roleNames))
    expect(await roles()).toEqual([now()])
    expect(await functionRole(endpointName)).toBe(`arn:aws:iam::${account.accountId}:role${now()}`)
    expect(await unhealthy(endpointName, roleNames)).toEqual([])
    expect(unwrap(await deploy(spec, roleNames)).writes).toBe(0)
  })

  it('is refused a path of its own under the same name, because IAM moves no role', async () => {
    const moved = { ...roleNames, path: '/elsewhere/' }
    const result = await deploy(spec, moved)
    expect(result).toMatchObject({
      ok: false,
      error: {
        code: 'blocked',
        message: expect.stringContaining('requires the path /elsewhere/ for roles'),
        remedy: expect.stringContaining('change the prefix'),
      },
    })
    expect(await roles()).toEqual([now()])
  })

  it('is removed with the role of an earlier name, by a console that requires another', async () => {
    const other = { prefix: 'corp-' }
    expect(
      unwrap(await planRemove(context(other), endpointName)).items.flatMap(({ type, change, name }) =>
        type === 'iam-role' ? [`${change} ${name}`] : [],
      ),
    ).toEqual([`delete ${now().split('/').at(-1)}`])
    unwrap(await runRemove(context(other), endpointName, () => {}))
    expect(await roles()).toEqual([])
  })
})

describe('a deploy that broke off between the two roles', () => {
  const endpointName = 'iris-serverless'
  const spec = defaultSpec(endpointName, 'Serverless')

  it('is finished by the next one, and leaves one role', async () => {
    unwrap(await deploy(spec))
    await account.orderFaults([{ operation: 'DeleteRole', kind: 'denied' }])
    expect((await deploy(spec, roleNames)).ok).toBe(false)
    expect(await roles()).toHaveLength(2)
    await account.orderFaults([])
    unwrap(await deploy(spec, roleNames))
    expect(await roles()).toEqual([`/ml/public/acme-portico-${region()}-${endpointName}`])
  })

  it('leaves nothing after a removal, though the account requires no name any more', async () => {
    await account.orderFaults([{ operation: 'DeleteRole', kind: 'denied' }])
    expect((await deploy(spec)).ok).toBe(false)
    await account.orderFaults([])
    expect(await roles()).toHaveLength(2)
    unwrap(await runRemove(context(), endpointName, () => {}))
    expect(await roles()).toEqual([])
  })
})

it('a direct integration gets the role too, and the earlier one goes', async () => {
  const spec = withFields(defaultSpec('iris-xgboost', 'Real-time'), { integration: { kind: 'direct' } })
  unwrap(await deploy(spec, { prefix: 'one-' }))
  unwrap(await deploy(spec, roleNames))
  expect(await roles()).toEqual([`/ml/public/acme-portico-${region()}-iris-xgboost`])
  expect(await unhealthy('iris-xgboost', roleNames)).toEqual([])
  unwrap(await runRemove(context(roleNames), 'iris-xgboost', () => {}))
  expect(await roles()).toEqual([])
})

it('a role under the path is repaired where it is', async () => {
  const spec = defaultSpec('iris-xgboost', 'Real-time')
  unwrap(await deploy(spec, roleNames))
  const { roleName: RoleName } = namesOf('iris-xgboost', context(roleNames).target)
  await account.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'portico' }))
  expect((await account.iam.send(new GetRoleCommand({ RoleName }))).Role?.Path).toBe('/ml/public/')
  expect(await unhealthy('iris-xgboost', roleNames)).toEqual(['iam-role changed: policy portico'])
  unwrap(await deploy(spec, roleNames))
  expect(await unhealthy('iris-xgboost', roleNames)).toEqual([])
})
