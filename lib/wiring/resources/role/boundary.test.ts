/** Guard rails of an account, by the engine: a boundary on every role, and deploys that are refused before anything is written. */
import { GetRoleCommand, PutRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../../sandbox/testing/account'
import type { GuardRails } from '../../../guard-rails'
import { defaultSpec } from '../../../spec/defaults'
import { gatewayLogsRoleName, namesOf } from '../../../spec/names'
import { planDeploy, runDeploy } from '../../engine'
import { readWiring } from '../../read/current'
import { testContext, unwrap } from '../../testing'

const spec = defaultSpec('iris-xgboost', 'Real-time')
const permissionsBoundary = 'arn:aws:iam::aws:policy/PowerUserAccess'
let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const context = (guardRails?: GuardRails) => ({ ...testContext(account), guardRails })
const roleNamed = async (RoleName: string) => (await account.iam.send(new GetRoleCommand({ RoleName }))).Role
const role = () => roleNamed(namesOf('iris-xgboost', context().target).roleName)
const roleRow = async (rails: GuardRails) =>
  unwrap(await planDeploy(context(rails), spec)).items.find(({ type }) => type === 'iam-role')
const differing = async (rails?: GuardRails) =>
  (await readWiring(context(rails), 'iris-xgboost')).resources.flatMap(({ health, type, why }) =>
    health === 'healthy' ? [] : [`${type}: ${why}`],
  )

it('what the account does not allow is in the plan, and no run writes it', async () => {
  const rails: GuardRails = { access: { allowed: ['key'] }, maxRate: 5 }
  const { blockers } = unwrap(await planDeploy(context(rails), spec))
  expect(blockers.map(({ message }) => message)).toEqual([
    'This account does not allow “Open to anyone”.',
    'This account allows at most 5 requests a second, and not 50.',
  ])
  const outcome = await runDeploy(context(rails), spec, () => {})
  expect(!outcome.ok && outcome.error.code).toBe('blocked')
  await expect(role()).rejects.toThrow(/cannot be found/)
})

it('a boundary that is not there ends the first deploy in words, with nothing made', async () => {
  const rails = { permissionsBoundary: `arn:aws:iam::${account.accountId}:policy/None` }
  const outcome = await runDeploy(context(rails), spec, () => {})
  expect(!outcome.ok && `${outcome.error.message} ${outcome.error.cause}`).toContain('policy/None')
  await expect(role()).rejects.toThrow(/cannot be found/)
})

it('a role is born with the boundary, works within it, and gets it back', async () => {
  const rails = { permissionsBoundary }
  unwrap(await runDeploy(context(rails), spec, () => {}))
  expect((await role())?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(permissionsBoundary)
  expect((await roleRow(rails))?.change).toBe('none')
  expect(await differing(rails)).toEqual([])
  const other = 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'
  await account.iam.send(
    new PutRolePermissionsBoundaryCommand({ RoleName: (await role())?.RoleName, PermissionsBoundary: other }),
  )
  expect((await roleRow(rails))?.fields).toEqual([
    { field: 'PermissionsBoundary', from: other, to: permissionsBoundary },
  ])
  expect(await differing(rails)).toEqual(['iam-role: PermissionsBoundary'])
  expect(await differing()).toEqual([])
  unwrap(await runDeploy(context(rails), spec, () => {}))
  expect((await role())?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(permissionsBoundary)
})

it('the role by which API Gateway writes logs has it too', async () => {
  unwrap(await runDeploy(context({ permissionsBoundary }), { ...spec, accessLog: true }, () => {}))
  const { PermissionsBoundary } = (await roleNamed(gatewayLogsRoleName)) ?? {}
  expect(PermissionsBoundary?.PermissionsBoundaryArn).toBe(permissionsBoundary)
})
