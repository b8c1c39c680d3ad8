/** A web ACL before the stage through the engine: planned, deployed, compared with what somebody changed by hand, and removed. */
import { GetStagesCommand } from '@aws-sdk/client-api-gateway'
import { AssociateWebACLCommand, DisassociateWebACLCommand, ListWebACLsCommand } from '@aws-sdk/client-wafv2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../../sandbox/testing/account'
import { defaultSpec } from '../../../spec/defaults'
import type { FlatSpec } from '../../../spec/flat-spec'
import { stageArn } from '../../../spec/names'
import type { WiringSpec } from '../../../spec/spec'
import { withFields } from '../../../spec/testing'
import { planDeploy, planRemove, runDeploy, runRemove } from '../../engine'
import { testContext, unwrap } from '../../testing'

const endpointName = 'iris-xgboost'
let account: TestAccount
let [own, other] = ['', '']
beforeAll(async () => {
  account = await createTestAccount()
  const { WebACLs = [] } = await account.waf.send(new ListWebACLsCommand({ Scope: 'REGIONAL' }))
  ;[own = '', other = ''] = WebACLs.map(({ ARN = '' }) => ARN)
})
afterAll(() => account.close())

const specWith = (change: Partial<FlatSpec> = {}): WiringSpec =>
  withFields(defaultSpec(endpointName, 'Real-time'), change)
const plan = async (spec: WiringSpec) => unwrap(await planDeploy(testContext(account), spec))
const changes = async (spec: WiringSpec) =>
  (await plan(spec)).items
    .filter(({ change, type }) => change !== 'none' && type === 'web-acl')
    .map(({ change, name, fields }) => [change, name, ...fields.map(({ from }) => from)].join(' '))
const deploy = async (spec: WiringSpec) => unwrap(await runDeploy(testContext(account), spec, () => {}))
const stages = async (restApiId = '') => (await account.apiGateway.send(new GetStagesCommand({ restApiId }))).item ?? []

it('is associated once the URL works, repaired, moved with the stage, and taken off with the option', async () => {
  const spec = specWith({ webAcl: own })
  expect(await changes(spec)).toEqual(['create public-apis'])
  const { restApiId = '' } = await deploy(spec)
  expect((await stages(restApiId)).map(({ webAclArn }) => webAclArn)).toEqual([own])
  expect((await deploy(spec)).writes).toBe(0)

  const { target } = testContext(account)
  const ResourceArn = stageArn(target, restApiId, spec.stage)
  await account.waf.send(new AssociateWebACLCommand({ WebACLArn: other, ResourceArn }))
  expect(await changes(spec)).toEqual([`update public-apis ${other}`])
  // Another one than a deploy set is somebody else's: without the option it stays.
  expect(await changes(specWith())).toEqual([])

  const moved = specWith({ webAcl: own, stage: 'v2' })
  await deploy(moved)
  expect((await stages(restApiId)).map(({ stageName, webAclArn }) => [stageName, webAclArn])).toEqual([['v2', own]])
  expect(await changes(specWith({ stage: 'v2' }))).toEqual(['delete public-apis'])
  await deploy(specWith({ stage: 'v2' }))
  expect((await stages(restApiId)).map(({ webAclArn }) => webAclArn)).toEqual([undefined])

  await account.waf.send(
    new AssociateWebACLCommand({ WebACLArn: other, ResourceArn: stageArn(target, restApiId, 'v2') }),
  )
  expect((await plan(moved)).blockers.map(({ message }) => message)).toEqual([
    'Somebody else set the web ACL strict before the stage.',
  ])
  await account.waf.send(new DisassociateWebACLCommand({ ResourceArn: stageArn(target, restApiId, 'v2') }))

  await deploy(moved)
  const removal = unwrap(await planRemove(testContext(account), endpointName))
  expect(removal.items.filter(({ type }) => type === 'web-acl').map(({ change, name }) => [change, name])).toEqual([
    ['delete', 'public-apis'],
  ])
  unwrap(await runRemove(testContext(account), endpointName, () => {}))
  expect(unwrap(await planRemove(testContext(account), endpointName)).changeCount).toBe(0)
})

it('is of the same region and account', async () => {
  const elsewhere = own.replace(account.region, 'eu-west-3')
  expect((await plan(specWith({ webAcl: elsewhere }))).blockers.map(({ message }) => message)).toEqual([
    `The web ACL is in eu-west-3 of account ${account.accountId}, and the API in ${account.region} of ${account.accountId}.`,
  ])
})
