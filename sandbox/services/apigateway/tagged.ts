import { partitionOf } from '../../kernel/partition'
import type { TaggedResource, World } from '../../kernel/types'
import { restApisAt, stateAt } from './find'

/** The ARN has no account: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html */
export const listTaggedResources = (world: World, accountId: string, region: string): TaggedResource[] => {
  const { apiKeys, usagePlans } = stateAt(world, { accountId, region })
  const of = (kind: string, all: Iterable<{ id: string; tags: Record<string, string> }>) =>
    [...all].map(({ id, tags }) => ({ arn: `arn:${partitionOf(region)}:apigateway:${region}::/${kind}/${id}`, tags }))
  return [
    ...apis(world, accountId, region),
    ...of('apikeys', apiKeys.values()),
    ...of('usageplans', usagePlans.values()),
  ]
}

const apis = (world: World, accountId: string, region: string): TaggedResource[] =>
  restApisAt(world, accountId, region).flatMap((api) => {
    const arn = `arn:${partitionOf(region)}:apigateway:${region}::/restapis/${api.id}`
    const stages = [...api.stages.values()].map(({ stageName, tags }) => ({ arn: `${arn}/stages/${stageName}`, tags }))
    return [{ arn, tags: api.tags }, ...stages]
  })
