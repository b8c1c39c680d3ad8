/**
 * Every way by which callers could come to a version that was published for a role which was deleted and made again since:
 * such a version keeps failing with KMS AccessDenied, so none of them leads there.
 */
import { GetRoleCommand } from '@aws-sdk/client-iam'
import {
  GetAliasCommand,
  InvokeCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../../sandbox/testing/account'
import { withGrant } from '../../../aws/lambda/recorded-role'
import { defaultSpec } from '../../../spec/defaults'
import { aliasName, namesOf } from '../../../spec/names'
import type { WiringSpec } from '../../../spec/spec'
import { withFields } from '../../../spec/testing'
import { planDeploy, runDeploy } from '../../engine'
import { readDeploymentHistory } from '../../read/deployment-history'
import { specOnRecord } from '../../repair'
import { testContext, unwrap } from '../../testing'
import { makeRoleAnew } from './testing'

const endpointName = 'iris-xgboost'
const sampleRow = '5.1,3.5,1.4,0.2'
const spec = withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow })

let account: TestAccount
let callUrl = ''
beforeAll(async () => {
  account = await createTestAccount()
  callUrl = unwrap(await deploy()).invokeUrl ?? ''
  unwrap(await deploy(withFields(spec, { memoryMb: 512 })))
  await makeRoleAnew(account.iam, names().roleName)
  unwrap(await deploy(withFields(spec, { memoryMb: 512 })))
})
afterAll(() => account.close())

const context = () => testContext(account)
const names = () => namesOf(endpointName, context().target)
const deploy = (chosen = spec, canaryPercent?: number) => runDeploy(context(), chosen, () => {}, { canaryPercent })
const recorded = async (version: string) => unwrap(await specOnRecord(context(), endpointName, version))
const status = async () => (await fetch(`${callUrl}?data=${sampleRow}`)).status
const alias = async () => {
  const { FunctionVersion, RoutingConfig } = await account.lambda.send(
    new GetAliasCommand({ FunctionName: names().functionName, Name: aliasName }),
  )
  return { version: FunctionVersion, shares: RoutingConfig?.AdditionalVersionWeights ?? {} }
}
const pointByHand = (FunctionVersion: string, AdditionalVersionWeights = {}) =>
  account.lambda.send(
    new UpdateAliasCommand({
      FunctionName: names().functionName,
      Name: aliasName,
      FunctionVersion,
      RoutingConfig: { AdditionalVersionWeights },
    }),
  )
const invoke = (Qualifier: string) =>
  account.lambda.send(new InvokeCommand({ FunctionName: names().functionName, Qualifier })).then(
    () => 'answers',
    (error: Error) => error.name,
  )
const changed = async (chosen: WiringSpec) =>
  unwrap(await planDeploy(context(), chosen)).items.filter(({ change }) => change !== 'none')

describe('a version of before the role was made again', () => {
  it('fails for good in AWS, whatever version came since', async () => {
    expect([await status(), await alias()]).toEqual([200, { version: '3', shares: {} }])
    const denied = 'KMSAccessDeniedException'
    expect([await invoke('1'), await invoke('2'), await invoke('3')]).toEqual([denied, denied, 'answers'])
  })

  it('is marked in the deployment history; a role that cannot be read marks nothing', async () => {
    const lost = async (look = context()) =>
      (await readDeploymentHistory(look, endpointName)).map(({ version, grantLost = false }) => [version, grantLost])
    expect(await lost()).toEqual([
      ['3', false],
      ['2', true],
      ['1', true],
    ])
    const { keys } = await account.restrictedKeys(['iam:GetRole'])
    expect(await lost(testContext({ ...account, credentials: keys }))).toEqual([
      ['3', false],
      ['2', false],
      ['1', false],
    ])
  })

  it('gives its spec to a new version where a person goes back to it', async () => {
    const [fn] = await changed(await recorded('1'))
    expect(fn?.fields).toEqual([expect.objectContaining({ field: 'CodeSha256' }), memory('512', '256')])
    unwrap(await deploy(await recorded('1')))
    expect([await status(), await alias()]).toEqual([200, { version: '4', shares: {} }])
    expect(await recorded('4')).toEqual(await recorded('1'))
    expect([await invoke('4'), await invoke('1')]).toEqual(['answers', 'KMSAccessDeniedException'])
  })

  it('gives its spec to a new version where a canary, and its promotion, go back to it', async () => {
    unwrap(await deploy(await recorded('2'), 50))
    expect(await alias()).toEqual({ version: '4', shares: { 5: 0.5 } })
    expect([await status(), await status(), await status(), await status()]).toEqual([200, 200, 200, 200])
    unwrap(await deploy(await recorded('5')))
    const { version = '', shares } = await alias()
    expect([await status(), shares, await invoke(version)]).toEqual([200, {}, 'answers'])
  })

  it('is left again where somebody moved the alias there by hand, and the plan says so', async () => {
    const before = await alias()
    await pointByHand('2')
    expect(await status()).toBe(500)
    const [fn, moved] = await changed(await recorded('2'))
    expect(fn).toMatchObject({
      type: 'lambda-function',
      fields: [{ field: 'KMS grant' }],
      fact: expect.stringContaining('version 2 cannot decrypt its variables any more'),
    })
    expect(moved).toMatchObject({ type: 'lambda-alias', change: 'update' })
    unwrap(await deploy(await recorded('2')))
    expect([await status(), await alias()]).toEqual([200, before])
  })

  it('is left again where somebody gave it a part of the traffic by hand', async () => {
    const before = await alias()
    await pointByHand(before.version ?? '', { 1: 0.5 })
    unwrap(await deploy(await recorded('2')))
    expect([await status(), await alias()]).toEqual([200, before])
    // The same for a canary that is deployed: a version is published, and none is found to fit.
    await pointByHand(before.version ?? '', { 1: 0.5 })
    unwrap(await deploy(await recorded('1'), 50))
    const { version, shares } = await alias()
    expect(version).toBe(before.version)
    const [second = ''] = Object.keys(shares)
    expect([Number(second) > Number(version), await invoke(second)]).toEqual([true, 'answers'])
    unwrap(await deploy(await recorded('2')))
  })

  it('is refused if Lambda publishes nothing and gives it again, though callers are elsewhere', async () => {
    const { version: live = '' } = await alias()
    const FunctionName = names().functionName
    const { Role } = await account.iam.send(new GetRoleCommand({ RoleName: names().roleName }))
    // A person publishes what is there with the description of a version of before.
    const byHand = { FunctionName, Description: withGrant('by hand', Role?.RoleId) }
    await account.lambda.send(new UpdateFunctionConfigurationCommand(byHand))
    const waiting = { client: account.lambda, maxWaitTime: 180, minDelay: 1, maxDelay: 1 }
    await waitUntilFunctionUpdatedV2(waiting, { FunctionName })
    const Description = withGrant('by hand', 'AROAANOTHERROLE')
    const { Version } = await account.lambda.send(new PublishVersionCommand({ FunctionName, Description }))
    expect(Version).not.toBe(live)
    await pointByHand('1')
    const refused = await deploy(await recorded(live))
    expect(refused.ok ? refused.value : refused.error).toMatchObject({
      code: 'grant-not-renewed',
      message: `The role was deleted and made again, and version ${Version} can decrypt its variables only as the role of before.`,
      remedy: expect.stringContaining('Change an option'),
    })
    expect(await alias()).toEqual({ version: '1', shares: {} })
    unwrap(await deploy(withFields(spec, { memoryMb: 768 })))
    expect([await status(), await invoke((await alias()).version ?? '')]).toEqual([200, 'answers'])
  })
})

const memory = (from: string, to: string) => ({ field: 'MemorySize', from, to })
