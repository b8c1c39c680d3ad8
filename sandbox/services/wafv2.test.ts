/** Web ACLs before stages, through the real SDK. */
import {
  CreateDeploymentCommand,
  CreateRestApiCommand,
  GetStageCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway'
import { AssociateWebACLCommand, DisassociateWebACLCommand, ListWebACLsCommand } from '@aws-sdk/client-wafv2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../testing/account'

let account: TestAccount
let restApiId = ''
let arns: string[] = []
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  const { apiGateway, waf } = account
  const api = await apiGateway.send(new CreateRestApiCommand({ name: 'a' }))
  restApiId = api.id ?? ''
  const at = { restApiId, resourceId: api.rootResourceId, httpMethod: 'GET' }
  await apiGateway.send(new PutMethodCommand({ ...at, authorizationType: 'NONE' }))
  await apiGateway.send(new PutIntegrationCommand({ ...at, type: 'MOCK' }))
  await apiGateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }))
  const { WebACLs = [] } = await waf.send(new ListWebACLsCommand({ Scope: 'REGIONAL' }))
  arns = WebACLs.map(({ ARN = '' }) => ARN)
})
afterAll(() => account.close())

const stageArn = (name = 'prod', region = account.region) =>
  `arn:aws:apigateway:${region}::/restapis/${restApiId}/stages/${name}`
const shown = async () =>
  (await account.apiGateway.send(new GetStageCommand({ restApiId, stageName: 'prod' }))).webAclArn
const associate = (WebACLArn = arns[0], ResourceArn = stageArn()) =>
  account.waf.send(new AssociateWebACLCommand({ WebACLArn, ResourceArn }))
const disassociate = (ResourceArn = stageArn()) => account.waf.send(new DisassociateWebACLCommand({ ResourceArn }))

it('a stage shows the last one that was associated, until it is disassociated', async () => {
  await associate(arns[0])
  expect(await shown()).toBe(arns[0])
  await associate(arns[1])
  expect(await shown()).toBe(arns[1])
  await disassociate()
  expect(await shown()).toBeUndefined()
  await disassociate()
})

it('refuses what is not there, and what is no ARN of it', async () => {
  await expect(associate(arns[0], stageArn('none'))).rejects.toThrow('your resource doesn’t exist')
  await expect(associate(arns[0]?.replace('public-apis', 'other'))).rejects.toThrow('your resource doesn’t exist')
  await expect(associate('arn:aws:wafv2:x:1:regional/webacl')).rejects.toThrow("ARN isn't valid")
  await expect(associate(arns[0], stageArn('prod', 'eu-west-3'))).rejects.toThrow("ARN isn't valid")
  await expect(disassociate(stageArn('none'))).rejects.toThrow('your resource doesn’t exist')
  const scope = account.region === 'us-east-1' ? 'EVERYWHERE' : 'CLOUDFRONT'
  await expect(account.waf.send(new ListWebACLsCommand({ Scope: scope as 'REGIONAL' }))).rejects.toThrow(/[Ss]cope/)
})
