/** Resources by tag, of every service that Resource Groups Tagging covers; IAM is not among them. */
import { paginateGetResources, type ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api'

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
    for (const { ResourceARN = '', Tags = [] } of page.ResourceTagMappingList ?? []) {
      resources.push({
        arn: ResourceARN,
        tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
      })
    }
  }
  return resources
}
