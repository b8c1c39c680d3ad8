/** Guard rails of an account, by the engine: a boundary on every role, and deploys that are refused before anything is written. */
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { GetRoleCommand, PutRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../../sandbox/testing/account'
import type { GuardRails } from '../../../guard-rails'
import { keyDefaults } from '../../../spec/api-parts/access'
import { defaultSpec } from '../../../spec/defaults'
import { gatewayLogsRoleOf, namesOf } from '../../../spec/names'
import { planDeploy, runDeploy, runRemove } from '../../engine'
import { readWhole, readWiring } from '../../read/current'
import { testContext, unwrap } from '../../testing'
import { taggablesOf } from '../chosen-tags'

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
const logKeys = async () =>
  (await account.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/' }))).logGroups
    ?.filter(({ logGroupName = '' }) => logGroupName.endsWith('portico-iris-xgboost'))
    .map(({ kmsKeyId }) => kmsKeyId)

/** The two tags of everything that can have some. */
async function tagged(): Promise<string[]> {
  const { desired, observed } = await readWhole(context(), 'iris-xgboost')
  if (!desired) throw new Error('no record')
  return taggablesOf(desired, observed).map(({ tags }) => `${tags.owner} ${tags['cost-centre']}`)
}

it('what the account does not allow is in the plan, and no run writes it', async () => {
  const rails: GuardRails = { access: { allowed: ['key'] }, maxRate: 5 }
  const { blockers } = unwrap(await planDeploy(context(rails), spec))
  expect(blockers.map(({ message }) => message)).toEqual([
    'This account does not allow “Open to anyone”.',
    'This account allows at most 5 requests a second, and not 50.',
    'This account allows at most 10 requests at once, and not 100.',
  ])
  const outcome = await runDeploy(context(rails), spec, () => {})
  expect(!outcome.ok && outcome.error.code).toBe('blocked')
  await expect(role()).rejects.toThrow(/cannot be found/)
})

it('another region than the allowed ones is refused, with nothing made', async () => {
  const outcome = await runDeploy(context({ regions: ['eu-central-2'] }), spec, () => {})
  expect(!outcome.ok && outcome.error.message).toBe(`This account allows no public APIs in ${account.region}.`)
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
  const { PermissionsBoundary } = (await roleNamed(gatewayLogsRoleOf(context().target).name)) ?? {}
  expect(PermissionsBoundary?.PermissionsBoundaryArn).toBe(permissionsBoundary)
})

it('a refusal by a service control policy is named as one, with whom to ask', async () => {
  await account.denyByOrganization(['iam:CreateRole'])
  const other = defaultSpec('iris-serverless', 'Serverless')
  const outcome = await runDeploy(context(), other, () => {})
  await account.denyByOrganization([])
  expect(!outcome.ok && outcome.error).toMatchObject({
    code: 'access-denied',
    step: 'role',
    denied: { action: 'iam:CreateRole' },
    cause: expect.stringMatching(
      /^A service control policy of the organization denies iam:CreateRole \(arn:aws:organizations::/,
    ),
    remedy: expect.stringContaining(
      'Ask those who administer the AWS organization to allow iam:CreateRole in p-guardrails.',
    ),
  })
})

it('tags and a key of logs that the account requires come to what was there before, and are there from birth', async () => {
  const { region, accountId } = account
  const key = `arn:aws:kms:${region}:${accountId}:key/one`
  const owned: GuardRails = { tags: [{ key: 'owner' }, { key: 'cost-centre', values: ['ml', 'research'] }] }
  const rails: GuardRails = { ...owned, logKeys: [key] }
  const plain = { ...spec, access: { kind: 'key' as const, ...keyDefaults }, accessLog: true }
  const blockersOf = async (by: GuardRails, given: Record<string, string>) =>
    unwrap(await planDeploy(context(by), { ...plain, tags: given })).blockers.map(({ message }) => message)
  unwrap(await runDeploy(context(), plain, () => {}))

  const lacking = await differing(rails)
  expect(lacking).toHaveLength(8)
  expect(lacking).toEqual(
    expect.arrayContaining([
      'lambda-function: tag owner, tag cost-centre',
      'log-group: kmsKeyId, tag owner, tag cost-centre',
    ]),
  )
  const refused = await runDeploy(context(rails), plain, () => {})
  expect(!refused.ok && `${refused.error.code} ${refused.error.cause}`).toBe(
    'blocked This account requires the tag “owner”. This account requires the tag “cost-centre”.',
  )
  expect(await blockersOf(rails, { owner: 'ana', 'cost-centre': 'sales' })).toEqual([
    'This account does not allow “sales” for the tag “cost-centre”.',
  ])
  expect(await blockersOf({ logKeys: [key.replace(region, 'eu-central-2')] }, {})).toEqual([
    `This account encrypts its logs, and has no KMS key for them in ${region}.`,
  ])

  const tags = { owner: 'ana', 'cost-centre': 'ml' }
  const unusable = await runDeploy(context(rails), { ...plain, tags }, () => {})
  expect(!unusable.ok && unusable.error).toMatchObject({ code: 'log-key', step: 'access-log' })
  await account.makeLogKeys([key])
  unwrap(await runDeploy(context(rails), { ...plain, tags }, () => {}))
  expect(await differing(rails)).toEqual([])
  expect(await differing()).toEqual([])
  expect(unwrap(await runDeploy(context(rails), { ...plain, tags }, () => {})).writes).toBe(0)
  expect(await tagged()).toEqual(Array(8).fill('ana ml'))
  expect(await logKeys()).toEqual([key, key])

  unwrap(await runRemove(context(rails), 'iris-xgboost', () => {}))
  unwrap(await runDeploy(context(rails), { ...plain, tags }, () => {}))
  expect(await tagged()).toEqual(Array(8).fill('ana ml'))
  expect(await logKeys()).toEqual([key, key])
})
