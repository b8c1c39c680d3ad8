/** A role that somebody deleted and made again: the same ARN, another unique id, and a function that cannot start. */
import { CreateRoleCommand, GetRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../../sandbox/testing/account'
import { readEndpoint } from '../../../aws/endpoint'
import { grantOf, withGrant, withoutGrant } from '../../../aws/lambda/recorded-role'
import type { ObservedVersion } from '../../../aws/types'
import { defaultSpec } from '../../../spec/defaults'
import { aliasName, namesOf, rolePolicyName } from '../../../spec/names'
import type { WiringSpec } from '../../../spec/spec'
import { withFields } from '../../../spec/testing'
import { planDeploy, runDeploy, runRemove } from '../../engine'
import { readWiring } from '../../read/current'
import { readDeploymentHistory } from '../../read/deployment-history'
import { testContext, unwrap } from '../../testing'
import { isGrantLost, secondRoleOf } from './grant'
import { permissionsPolicy, trustPolicy } from './policy'
import { deleteRole, makeRoleAnew } from './testing'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const spec: WiringSpec = withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: row })

describe('the record of whom the variables are encrypted for', () => {
  it('is the end of a description, which is cut before it', () => {
    const described = withGrant(`Portico: ${'a'.repeat(300)}`, 'AROAEXAMPLEID')
    expect(described).toHaveLength(256)
    expect(grantOf(described)).toBe('AROAEXAMPLEID')
    expect(withoutGrant(withGrant('Portico: ana', 'AROAEXAMPLEID'))).toBe('Portico: ana')
    expect([withGrant('Portico: ana', undefined), grantOf('Portico: ana')]).toEqual(['Portico: ana', undefined])
  })

  const version = (modifiedAt: number, grantedTo?: string) => ({ modifiedAt, grantedTo }) as ObservedVersion
  it.each<[string, ObservedVersion, { id: string; createdAt: number }, boolean]>([
    ['the role that it was published for', version(5, 'AROA1'), { id: 'AROA1', createdAt: 1 }, false],
    ['another role of the name', version(5, 'AROA1'), { id: 'AROA2', createdAt: 1 }, true],
    ['no record, a role that is older', version(5), { id: 'AROA2', createdAt: 1 }, false],
    ['no record, a role that is newer', version(5), { id: 'AROA2', createdAt: 6 }, true],
  ])('%s', (_, one, there, lost) => expect(isGrantLost(one, there)).toBe(lost))
})

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const names = () => namesOf(endpointName, testContext(account).target)
const deploy = (chosen = spec) => runDeploy(testContext(account), chosen, () => {})
const changes = async (chosen = spec) =>
  unwrap(await planDeploy(testContext(account), chosen)).items.filter(({ change }) => change !== 'none')
const roleId = async (RoleName = names().roleName) =>
  (await account.iam.send(new GetRoleCommand({ RoleName }))).Role?.RoleId ?? ''
const liveVersion = async () =>
  (await account.lambda.send(new GetAliasCommand({ FunctionName: names().functionName, Name: aliasName })))
    .FunctionVersion
const secondRole = () =>
  account.iam.send(new GetRoleCommand({ RoleName: secondRoleOf(endpointName, testContext(account).target).name })).then(
    () => 'there',
    (error: Error) => error.name,
  )
const gone = 'NoSuchEntityException'

let callUrl = ''
const status = async () => (await fetch(`${callUrl}?data=${row}`)).status

describe('a role made again', () => {
  it('is distinguished from the one before; a deploy renews the grant, moves callers, and leaves no other role', async () => {
    callUrl = unwrap(await deploy()).invokeUrl ?? ''
    expect([await status(), await changes()]).toEqual([200, []])
    const before = await roleId()
    await makeRoleAnew(account.iam, names().roleName)
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
    const [newest] = await readDeploymentHistory(testContext(account), endpointName)
    expect(newest).toMatchObject({ version: '2', live: true, publishedBy: 'ana@acme.dev' })
  })

  it('allows nobody to go back to a version from before: an older spec gets a version of its own', async () => {
    unwrap(await deploy(withFields(spec, { memoryMb: 512 })))
    await makeRoleAnew(account.iam, names().roleName)
    unwrap(await deploy())
    expect([await status(), await liveVersion(), await secondRole()]).toEqual([200, '4', gone])
  })

  it('is made by the deploy itself where there is none', async () => {
    await deleteRole(account.iam, names().roleName)
    unwrap(await deploy())
    expect([await status(), await liveVersion(), await secondRole(), await changes()]).toEqual([200, '5', gone, []])
  })

  it.each([
    ['the own role came back', 'UpdateFunctionConfiguration', 2, 'there'],
    ['the version was published', 'PublishVersion', 1, gone],
  ])('is finished by the next deploy where one broke off before %s', async (_, operation, nth, left) => {
    const last = Number(await liveVersion())
    await makeRoleAnew(account.iam, names().roleName)
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

  it('is refused if Lambda finds nothing to publish: callers stay, and a changed option helps', async () => {
    const FunctionName = names().functionName
    // A person publishes like this with the description of another version.
    const Description = withGrant('by hand', await roleId())
    await account.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description }))
    await waitUntilFunctionUpdatedV2(
      { client: account.lambda, maxWaitTime: 180, minDelay: 1, maxDelay: 1 },
      { FunctionName },
    )
    const other = withGrant('by hand', 'AROAANOTHERROLE')
    const { Version: byHand } = await account.lambda.send(
      new PublishVersionCommand({ FunctionName, Description: other }),
    )
    await account.lambda.send(new UpdateAliasCommand({ FunctionName, Name: aliasName, FunctionVersion: byHand }))
    const refused = await deploy()
    expect(refused.ok ? refused.value : refused.error).toMatchObject({
      code: 'grant-not-renewed',
      step: 'function',
      message: expect.stringContaining(`version ${byHand}`),
      remedy: expect.stringContaining('Change an option'),
    })
    expect([await liveVersion(), await secondRole()]).toEqual([byHand, gone])
    unwrap(await deploy(withFields(spec, { memoryMb: 1024 })))
    expect([await status(), Number(await liveVersion())]).toEqual([200, Number(byHand) + 1])
  })

  it('is removed with the second one, where a deploy left it', async () => {
    await makeRoleAnew(account.iam, names().roleName)
    await account.orderFaults([{ operation: 'UpdateFunctionConfiguration', kind: 'denied' }])
    expect((await deploy()).ok).toBe(false)
    await account.orderFaults([])
    expect(await secondRole()).toBe('there')
    unwrap(await runRemove(testContext(account), endpointName, () => {}))
    expect(await secondRole()).toBe(gone)
  })
})

describe("a role of the person's own that was made again", () => {
  const RoleName = 'data-team'
  const arn = () => `arn:aws:iam::${account.accountId}:role/teams/${RoleName}`
  const own = (): WiringSpec => withFields(spec, { role: { kind: 'existing', arn: arn() } })

  it('is distinguished from the one before; a deploy renews its grant and leaves the role alone', async () => {
    const { arn: endpointArn } = await readEndpoint(account.sagemaker, endpointName)
    const trust = JSON.stringify(trustPolicy())
    await account.iam.send(new CreateRoleCommand({ RoleName, Path: '/teams/', AssumeRolePolicyDocument: trust }))
    const PolicyDocument = JSON.stringify(permissionsPolicy(endpointArn, names().logGroupArn))
    await account.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: rolePolicyName, PolicyDocument }))
    callUrl = unwrap(await deploy(own())).invokeUrl ?? ''
    expect([await status(), await changes(own())]).toEqual([200, []])

    const before = await roleId(RoleName)
    await makeRoleAnew(account.iam, RoleName)
    const after = await roleId(RoleName)
    expect(await status()).toBe(500)
    expect((await changes(own()))[0]).toMatchObject({
      type: 'lambda-function',
      fields: [{ field: 'KMS grant', from: before, to: after }],
    })
    unwrap(await deploy(own()))
    expect([await status(), await liveVersion(), await secondRole(), await changes(own())]).toEqual([
      200,
      '2',
      gone,
      [],
    ])
    expect([await roleId(RoleName), unwrap(await deploy(own())).writes]).toEqual([after, 0])
  })

  it('is named as not checked if the console cannot read it', async () => {
    const { keys } = await account.restrictedKeys([`iam:GetRole arn:aws:iam::*:role/*${RoleName}`])
    const { resources } = await readWiring(testContext({ ...account, credentials: keys }), endpointName)
    expect(resources.find(({ type }) => type === 'lambda-function')?.unchecked).toContain(
      `the identity of its role and the grants to it are not checked, because the console is not allowed to call iam:GetRole on ${arn()}`,
    )
  })

  it('takes the second role along when it is removed', async () => {
    await makeRoleAnew(account.iam, RoleName)
    await account.orderFaults([{ operation: 'UpdateFunctionConfiguration', kind: 'denied' }])
    expect((await deploy(own())).ok).toBe(false)
    await account.orderFaults([])
    expect(await secondRole()).toBe('there')
    unwrap(await runRemove(testContext(account), endpointName, () => {}))
    expect([await secondRole(), await roleId(RoleName)]).toEqual([gone, expect.stringMatching(/^AROA/)])
  })
})
