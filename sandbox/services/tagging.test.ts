/** Resource Groups tagging through the real SDK. */
import { CreateRestApiCommand } from '@aws-sdk/client-api-gateway'
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs'
import { GetResourcesCommand, type GetResourcesCommandInput } from '@aws-sdk/client-resource-groups-tagging-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../testing/account'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  const groups = Array.from({ length: 4 }, (_, index) => ({ logGroupName: `g${index}`, tags: { team: 'ml' } }))
  for (const group of [...groups, { logGroupName: 'bare' }]) await account.logs.send(new CreateLogGroupCommand(group))
  await account.apiGateway.send(new CreateRestApiCommand({ name: 'api', tags: { team: 'ml', stage: 'prod' } }))
})
afterAll(() => account.close())

const arns = async (input: GetResourcesCommandInput) =>
  (await account.tagging.send(new GetResourcesCommand(input))).ResourceTagMappingList?.map((one) => one.ResourceARN)

it('finds resources of every service by their tags', async () => {
  const found = await arns({ TagFilters: [{ Key: 'team', Values: ['ml', 'data'] }] })
  expect(found).toHaveLength(5)
  expect(found?.some((arn) => arn?.startsWith(`arn:aws:apigateway:${account.region}::/restapis/`))).toBe(true)
  expect(await arns({ TagFilters: [{ Key: 'team' }, { Key: 'stage', Values: ['prod'] }] })).toHaveLength(1)
  expect(await arns({ TagFilters: [{ Key: 'team', Values: ['other'] }] })).toEqual([])
})

it('by type, and never one that has no tag', async () => {
  expect(await arns({ ResourceTypeFilters: ['apigateway:restapis'] })).toHaveLength(1)
  expect(await arns({ ResourceTypeFilters: ['logs'] })).toHaveLength(4)
})

it('page by page', async () => {
  const first = await account.tagging.send(new GetResourcesCommand({ ResourcesPerPage: 3 }))
  expect(first.ResourceTagMappingList).toHaveLength(3)
  const rest = new GetResourcesCommand({ ResourcesPerPage: 3, PaginationToken: first.PaginationToken })
  const second = await account.tagging.send(rest)
  expect(second.ResourceTagMappingList).toHaveLength(2)
  expect(second.PaginationToken).toBe('')
})

it.each([
  ['a filter without a key', { TagFilters: [{ Values: ['a'] }] }],
  ['too large a page', { ResourcesPerPage: 101 }],
  ['ARNs and filters at once', { ResourceARNList: ['arn:aws:logs:x'], TagFilters: [{ Key: 'a' }] }],
])('refuses %s', async (_, input) => {
  await expect(account.tagging.send(new GetResourcesCommand(input))).rejects.toMatchObject({
    name: 'InvalidParameterException',
  })
})
