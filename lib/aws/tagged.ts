/** Resources by tag, of every service that Resource Groups Tagging covers; IAM is not among them. */
import {
  GetResourcesCommand,
  paginateGetResources,
  type ResourceGroupsTaggingAPIClient,
  type ResourceTagMapping,
} from '@aws-sdk/client-resource-groups-tagging-api'

/** Holds a resource of any service with its tags. */
export interface TaggedResource {
  arn: string
  tags: Record<string, string>
}

/**
 * Lists what has the tag key, and for a while what had it: a resource can be gone already.
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 * @param types `lambda:function`, `logs:log-group`
 */
export async function listTagged(
  client: ResourceGroupsTaggingAPIClient,
  key: string,
  types: string[],
): Promise<TaggedResource[]> {
  const resources: TaggedResource[] = []
  const input = { TagFilters: [{ Key: key }], ResourceTypeFilters: types }
  for await (const page of paginateGetResources({ client, pageSize: 100 }, input)) {
    resources.push(...(page.ResourceTagMappingList ?? []).map(reshape))
  }
  return resources
}

/** Lists up to 100 tagged resources of one type, in one call; the token leads to the next. */
export async function taggedPage(
  client: ResourceGroupsTaggingAPIClient,
  type: string,
  token?: string,
): Promise<{ resources: TaggedResource[]; nextToken?: string }> {
  const page = await client.send(
    new GetResourcesCommand({ ResourceTypeFilters: [type], ResourcesPerPage: 100, PaginationToken: token }),
  )
  return {
    resources: (page.ResourceTagMappingList ?? []).map(reshape),
    // AWS ends with an empty one.
    nextToken: page.PaginationToken || undefined,
  }
}

const reshape = ({ ResourceARN = '', Tags = [] }: ResourceTagMapping): TaggedResource => ({
  arn: ResourceARN,
  tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
})
