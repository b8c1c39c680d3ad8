/** The function's log group: made before the function, which is allowed to write but not to create it. */
import {
  AssociateKmsKeyCommand,
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { orAbsent, removedNow } from './absent'
import type { ObservedLogGroup } from './types'

/** @param arn without the trailing `:*`, as ListTagsForResource wants it */
export async function observeLogGroup(
  logs: CloudWatchLogsClient,
  name: string,
  arn: string,
): Promise<ObservedLogGroup | undefined> {
  const groups = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }))
  // Names are listed in order, so the exact one is the first of those that begin with it.
  const group = groups.logGroups?.find((one) => one.logGroupName === name)
  if (!group) return undefined
  const tags = await orAbsent(logs.send(new ListTagsForResourceCommand({ resourceArn: arn })))
  return { name, retentionDays: group.retentionInDays, kmsKeyArn: group.kmsKeyId, tags: tags?.tags ?? {} }
}

/**
 * Makes a log group with its tags. Throws ResourceAlreadyExistsException if the name is taken.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
 */
export async function createLogGroup(
  logs: CloudWatchLogsClient,
  name: string,
  tags: Record<string, string>,
  kmsKeyArn?: string,
): Promise<void> {
  await logs.send(new CreateLogGroupCommand({ logGroupName: name, tags, kmsKeyId: kmsKeyArn }))
}

/** Encrypts what is written from now on. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html */
export async function encryptLogGroup(logs: CloudWatchLogsClient, name: string, kmsKeyArn: string): Promise<void> {
  await logs.send(new AssociateKmsKeyCommand({ logGroupName: name, kmsKeyId: kmsKeyArn }))
}

/**
 * Sets for how many days a group keeps its lines; CloudWatch Logs takes only some numbers.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export async function putRetention(logs: CloudWatchLogsClient, name: string, days: number): Promise<void> {
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: name, retentionInDays: days }))
}

/** @param arn without the trailing `:*` */
export async function tagLogGroup(
  logs: CloudWatchLogsClient,
  arn: string,
  tags: Record<string, string>,
): Promise<void> {
  await logs.send(new TagResourceCommand({ resourceArn: arn, tags }))
}

/** Removes a log group with all its lines. False if it was gone already. */
export async function removeLogGroup(logs: CloudWatchLogsClient, name: string): Promise<boolean> {
  return removedNow(logs.send(new DeleteLogGroupCommand({ logGroupName: name })))
}
