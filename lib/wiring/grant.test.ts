/** A role that somebody deleted and made again: the same ARN, another unique id, and a function that cannot start. */
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { GetAliasCommand, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from './defaults'
import { planDeploy, runDeploy, runRemove } from './engine'
import { grantOf, isGrantLost, secondRoleName, withGrant, withoutGrant } from './grant'
import { readHistory } from './history'
import { aliasName, namesOf, rolePolicyName } from './names'
import type { ObservedRole, ObservedVersion } from './observed'
import type { WiringSpec } from './spec'
import { testContext, unwrap } from './testing'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const spec: WiringSpec = { ...defaultSpec(endpointName, 'Real-time'), sampleRow: row }

describe('the record of whom the variables are encrypted for', () => {
  it('is the end of a description, which is cut before it', () => {
    const described = withGrant(`Portico: ${'a'.repeat(300)}`, 'AROAEXAMPLEID')
    expect(described).toHaveLength(256)
    expect(grantOf(described)).toBe('AROAEXAMPLEID')
    expect(withoutGrant(withGrant('Portico: ana', 'AROAEXAMPLEID'))).toBe('Portico: ana')
    expect([withGrant('Portico: ana', undefined), grantOf('Portico: ana')]).toEqual(['Portico: ana', undefined])
  })

  const arn = 'arn:aws:iam::123456789012:role/portico-us-east-1-iris'
  const role = (id: string, createdAt: number) => ({ id, createdAt }) as ObservedRole
  const version = (roleArn: string, modifiedAt: number, grantedTo?: string) =>
    ({ settings: { roleArn }, modifiedAt, grantedTo }) as ObservedVersion
  it.each<[string, ObservedVersion, ObservedRole | undefined, boolean]>([
    ['the role that it was published for', version(arn, 5, 'AROA1'), role('AROA1', 1), false],
    ['another role of the name', version(arn, 5, 'AROA1'), role('AROA2', 1), true],
    ['no role', version(arn, 5, 'AROA1'), undefined, true],
    ['no record, a role that is older', version(arn, 5), role('AROA2', 1), false],
    ['no record, a role that is newer', version(arn, 5), role('AROA2', 6), true],
    ['a role of another ARN', version(`${arn}-other`, 5, 'AROA1'), role('AROA2', 6), false],
  ])('%s', (_, one, there, lost) => expect(isGrantLost(one, arn, there)).toBe(lost))
})

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const names = () => namesOf(endpointName, testContext(account).target)
const deploy = (wish = spec) => runDeploy(testContext(account), wish, () => {})
const changes = async () =>
  unwrap(await planDeploy(testContext(account), spec)).items.filter(({ change }) => change !== 'none')
const roleId = async () =>
  (await account.iam.send(new GetRoleCommand({ RoleName: names().roleName }))).Role?.RoleId ?? ''
const liveVersion = async () =>
  (await account.lambda.send(new GetAliasCommand({ FunctionName: names().functionName, Name: aliasName })))
    .FunctionVersion
const secondRole = () =>
  account.iam.send(new GetRoleCommand({ RoleName: secondRoleName(names().roleName) })).then(
    () => 'there',
    (error: Error) => error.name,
  )
const gone = 'NoSuchEntityException'

async function deleteRole() {
  const RoleName = names().roleName
  await account.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: rolePolicyName }))
  await account.iam.send(new DeleteRoleCommand({ RoleName }))
}

/** The same in all that anybody sees, as a template that is applied again makes it. */
async function makeRoleAnew() {
  const RoleName = names().roleName
  const PolicyName = rolePolicyName
  const { Role } = await account.iam.send(new GetRoleCommand({ RoleName }))
  const { PolicyDocument = '' } = await account.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))
  await deleteRole()
  const AssumeRolePolicyDocument = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')
  await account.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Tags: Role?.Tags }))
  const policy = { RoleName, PolicyName, PolicyDocument: decodeURIComponent(PolicyDocument) }
  await account.iam.send(new PutRolePolicyCommand(policy))
}

describe('a role made anew', () => {
  let url = ''
  const status = async () => (await fetch(`${url}?data=${row}`)).status

  it('is told from the one before; a deploy renews the grant, moves callers, and leaves no other role', async () => {
    url = unwrap(await deploy()).invokeUrl ?? ''
    expect([await status(), await changes()]).toEqual([200, []])
    const before = await roleId()
    await makeRoleAnew()
    const after = await roleId()
    expect(await status()).toBe(500)
    const [fn, alias] = await changes()
    expect(fn).toMatchObject({
      type: 'lambda-function',
      change: 'update',
      fields: [{ field: 'KMS grant', from: before, to: after }],
    })
    expect(alias).toMatchObject({ type: 'lambda-alias', change: 'update' })

    unwrap(await deploy())
    expect([await status(), await liveVersion(), await secondRole(), await changes()]).toEqual([200, '2', gone, []])
    expect(unwrap(await deploy()).writes).toBe(0)
    const [newest] = await readHistory(testContext(account), endpointName)
    expect(newest).toMatchObject({ version: '2', live: true, publishedBy: 'ana@acme.dev' })
  })

  it('lets nobody back to a version from before: an older wish gets a version of its own', async () => {
    unwrap(await deploy({ ...spec, memoryMb: 512 }))
    await makeRoleAnew()
    unwrap(await deploy())
    expect([await status(), await liveVersion(), await secondRole()]).toEqual([200, '4', gone])
  })

  it('is made by the deploy itself where there is none', async () => {
    await deleteRole()
    unwrap(await deploy())
    expect([await status(), await liveVersion(), await secondRole(), await changes()]).toEqual([200, '5', gone, []])
  })

  it.each([
    ['the own role came back', 'UpdateFunctionConfiguration', 2, 'there'],
    ['the version was published', 'PublishVersion', 1, gone],
  ])('is finished by the next deploy where one broke off before %s', async (_, operation, nth, left) => {
    const last = Number(await liveVersion())
    await makeRoleAnew()
    await account.orderFaults([{ operation, kind: 'denied', nth }])
    expect(await deploy()).toMatchObject({ ok: false, error: { code: 'access-denied', step: 'function' } })
    await account.orderFaults([])
    expect(await secondRole()).toBe(left)
    unwrap(await deploy())
    expect([await status(), Number(await liveVersion()), await secondRole()]).toEqual([200, last + 1, gone])
    const FunctionName = names().functionName
    expect((await account.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))).Role).toBe(
      names().roleArn,
    )
  })

  it('is removed with the second one, where a deploy left it', async () => {
    await makeRoleAnew()
    await account.orderFaults([{ operation: 'UpdateFunctionConfiguration', kind: 'denied' }])
    expect((await deploy()).ok).toBe(false)
    await account.orderFaults([])
    expect(await secondRole()).toBe('there')
    unwrap(await runRemove(testContext(account), endpointName, () => {}))
    expect(await secondRole()).toBe(gone)
  })
})
