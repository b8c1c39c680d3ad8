/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */

import { AwsError } from '../kernel/errors'
import { startOf, writeToken } from '../kernel/page-token'
import type { Call, Operation, Service, TaggedResource } from '../kernel/types'
import { listTaggedResources as apis } from './apigateway/tagged'
import { tagOperations as gatewayTags } from './apigateway/tags'
import { authorize } from './iam/authorize'
import { functionOperations } from './lambda/functions'
import { listTaggedResources as functions } from './lambda/tagged'
import { groupOperations } from './logs/groups'
import { listTaggedResources as logGroups } from './logs/tagged'
import { listTaggedResources as endpoints } from './sagemaker/tagged'
import { tagOperations as endpointTags } from './sagemaker/tags'

const invalid = (message: string) => new AwsError('InvalidParameterException', message)

interface TagFilter {
  Key?: string
  Values?: string[]
}

/** Every key must be there; a key with values must have one of them. */
const hasTags = (filters: TagFilter[]) => (resource: TaggedResource) =>
  filters.every(({ Key = '', Values = [] }) => {
    const value = resource.tags[Key]
    return value !== undefined && (Values.length === 0 || Values.includes(value))
  })

/** `lambda`, `lambda:function`, `apigateway:restapis`: the service, then the ARN's resource type. */
function isOfType(types: string[]) {
  return ({ arn }: TaggedResource) => {
    const [, , service, , , ...rest] = arn.split(':')
    const type = rest.join(':').replace(/^\//, '').split(/[/:]/)[0]
    return types.length === 0 || types.includes(service ?? '') || types.includes(`${service}:${type}`)
  }
}

/** A resource that never had a tag is not listed. */
function everything({ world, accountId, region }: Call): TaggedResource[] {
  return [apis, functions, logGroups, endpoints]
    .flatMap((list) => list(world, accountId, region))
    .filter((resource) => Object.keys(resource.tags).length > 0)
    .sort((a, b) => (a.arn < b.arn ? -1 : 1))
}

const getResources: Operation = (input, call) => {
  const filters: TagFilter[] = input.TagFilters ?? []
  if (filters.some((filter) => !filter.Key)) throw invalid('A tag filter needs a Key.')
  const arns = input.ResourceARNList as string[] | undefined
  if (arns && (filters.length > 0 || input.ResourceTypeFilters || input.ResourcesPerPage || input.PaginationToken))
    throw invalid('ResourceARNList cannot be combined with other filters.')
  const size = input.ResourcesPerPage ?? 50
  if (size < 1 || size > 100) throw invalid('ResourcesPerPage must be between 1 and 100.')
  // An empty token is none: https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
  const list = `GetResources ${JSON.stringify([filters, input.ResourceTypeFilters])}`
  const start = startOf(
    list,
    input.PaginationToken || undefined,
    () => new AwsError('PaginationTokenExpiredException', 'The specified pagination token is not valid.'),
  )
  const all = everything(call)
    .filter((resource) => !arns || arns.includes(resource.arn))
    .filter(hasTags(filters))
    .filter(isOfType(input.ResourceTypeFilters ?? []))
  const end = start + size
  return {
    PaginationToken: end < all.length ? writeToken(list, end) : '',
    ResourceTagMappingList: all.slice(start, end).map(({ arn, tags }) => ({
      ResourceARN: arn,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  }
}

interface Tagging {
  /** The permission of the service that a change of its resources takes beside that of this one. */
  action: string
  run: Operation
  input: object
}

type Tags = Record<string, string>

/** How each service tags a resource of its own. */
const adding: Record<string, (arn: string, tags: Tags) => Tagging> = {
  apigateway: (arn, tags) => ({
    action: 'apigateway:PUT',
    run: gatewayTags.TagResource!,
    input: { resource_arn: arn, tags },
  }),
  lambda: (arn, tags) => ({
    action: 'lambda:TagResource',
    run: functionOperations.TagResource!,
    input: { Resource: arn, Tags: tags },
  }),
  logs: (arn, tags) => ({
    action: 'logs:TagResource',
    run: groupOperations.TagResource!,
    input: { resourceArn: arn, tags },
  }),
  sagemaker: (arn, tags) => ({
    action: 'sagemaker:AddTags',
    run: endpointTags.AddTags!,
    input: { ResourceArn: arn, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
  }),
}

/** How each takes tags away. */
const removing: Record<string, (arn: string, keys: string[]) => Tagging> = {
  apigateway: (arn, keys) => ({
    action: 'apigateway:DELETE',
    run: gatewayTags.UntagResource!,
    input: { resource_arn: arn, tagKeys: keys },
  }),
  lambda: (arn, keys) => ({
    action: 'lambda:UntagResource',
    run: functionOperations.UntagResource!,
    input: { Resource: arn, TagKeys: keys },
  }),
  logs: (arn, keys) => ({
    action: 'logs:UntagResource',
    run: groupOperations.UntagResource!,
    input: { resourceArn: arn, tagKeys: keys },
  }),
  sagemaker: (arn, keys) => ({
    action: 'sagemaker:DeleteTags',
    run: endpointTags.DeleteTags!,
    input: { ResourceArn: arn, TagKeys: keys },
  }),
}

/** Each resource stands for itself: what fails is in the answer, by ARN, and the rest is done. */
async function eachOf(arns: string[], call: Call, taggingOf: (service: string, arn: string) => Tagging | undefined) {
  const failed: Record<string, object> = {}
  for (const arn of arns) {
    try {
      const tagging = taggingOf(arn.split(':')[2] ?? '', arn)
      if (!tagging) throw invalid(`${arn} is of a service that cannot be tagged here.`)
      authorize(call, { action: tagging.action, resource: arn }, 'json-1.1')
      await tagging.run(tagging.input, call)
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      failed[arn] = { ErrorCode: 'InvalidParameterException', ErrorMessage: error.message, StatusCode: error.status }
    }
  }
  return { FailedResourcesMap: failed }
}

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_TagResources.html */
const tagResources: Operation = (input, call) =>
  eachOf(input.ResourceARNList, call, (service, arn) => adding[service]?.(arn, input.Tags))

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_UntagResources.html */
const untagResources: Operation = (input, call) =>
  eachOf(input.ResourceARNList, call, (service, arn) => removing[service]?.(arn, input.TagKeys))

export const taggingService: Service = {
  signingName: 'tagging',
  iamPrefix: 'tag',
  protocol: 'json-1.1',
  targetPrefix: 'ResourceGroupsTaggingAPI_20170126',
  operations: { GetResources: getResources, TagResources: tagResources, UntagResources: untagResources },
}
