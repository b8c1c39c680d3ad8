/** Log groups: names, retention, tags. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/ */

import { AwsError } from '../../kernel/errors'
import { startOf, writeToken } from '../../kernel/page-token'
import type { Call, Operation, TaggedResource, World } from '../../kernel/types'
import { groupArn, type LogGroup, logsState, storedBytes } from './state'

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]

export const invalid = (message: string) => new AwsError('InvalidParameterException', message)

function checkLength(name: unknown): string {
  if (String(name).length > 512)
    throw invalid('Invalid LogGroup or LogStream, both must have length less than or equal to 512.')
  return String(name)
}

export function groupOf(call: Call, name: unknown): LogGroup {
  const group = logsState(call.world, call).groups.get(checkLength(name))
  if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.')
  return group
}

/**
 * By one of a name and an identifier, which is a name or an ARN.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export function groupNamed(call: Call, input: { logGroupName?: unknown; logGroupIdentifier?: unknown }): LogGroup {
  const { logGroupName: name, logGroupIdentifier: identifier } = input
  if (name === undefined && identifier === undefined)
    throw invalid('Parameters logGroupName and logGroupIdentifier cannot both be null')
  if (name !== undefined && identifier !== undefined)
    throw invalid('LogGroup name and LogGroup ARN are mutually exclusive parameters.')
  return groupOf(call, name ?? String(identifier).replace(/^arn:[^:]+:logs:[^:]*:\d+:log-group:/, ''))
}

/** The tagging operations take the ARN, with or without the `:*` that DescribeLogGroups appends. */
function groupByArn(call: Call, arn: unknown): LogGroup {
  const match = String(arn).match(/^arn:aws[a-z-]*:logs:([a-z0-9-]+):(\d{12}):log-group:([^:]+)(:\*)?$/)
  if (!match || match[1] !== call.region || match[2] !== call.accountId)
    throw invalid(`The specified resource arn ${arn} is not valid.`)
  return groupOf(call, match[3])
}

function checkTags(tags: unknown): Record<string, string> {
  const entries = Object.entries((tags ?? {}) as Record<string, string>)
  if (entries.length > 50) throw invalid('A log group can have at most 50 tags')
  for (const [key] of entries) {
    if (key.toLowerCase().startsWith('aws:')) throw invalid(`Invalid tag key: ${key}`)
  }
  return Object.fromEntries(entries)
}

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html; the words are those that people met
 * when a key's policy did not name the service.
 */
function checkKey(call: Call, name: string, key: unknown): string {
  const { usableKeys = [] } = logsState(call.world, call)
  if (!usableKeys.includes(String(key)))
    throw invalid(
      `The specified KMS key does not exist or is not allowed to be used with LogGroup '${groupArn(call, name)}'`,
    )
  return String(key)
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html */
const associateKmsKey: Operation = (input, call) => {
  const group = groupIn(input, call)
  group.kmsKeyId = checkKey(call, group.name, input.kmsKeyId)
  return {}
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DisassociateKmsKey.html */
const disassociateKmsKey: Operation = (input, call) => {
  groupIn(input, call).kmsKeyId = undefined
  return {}
}

/** By one of a name and an identifier, which is the ARN. */
function groupIn({ logGroupName: name, resourceIdentifier: arn }: Record<string, unknown>, call: Call): LogGroup {
  if ((name === undefined) === (arn === undefined))
    throw invalid('Exactly one of logGroupName and resourceIdentifier must be specified.')
  return name === undefined ? groupByArn(call, arn) : groupOf(call, name)
}

const createLogGroup: Operation = (input, call) => {
  const name = checkLength(input.logGroupName)
  const { groups } = logsState(call.world, call)
  if (groups.has(name)) throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists')
  const key = input.kmsKeyId === undefined ? {} : { kmsKeyId: checkKey(call, name, input.kmsKeyId) }
  groups.set(name, { name, createdAt: Date.now(), tags: checkTags(input.tags), streams: new Map(), ...key })
  return {}
}

const putRetentionPolicy: Operation = (input, call) => {
  const group = groupOf(call, input.logGroupName)
  if (!retentionDays.includes(input.retentionInDays))
    throw invalid(
      `1 validation error detected: Value '${input.retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${retentionDays.join(', ')}]`,
    )
  group.retentionInDays = input.retentionInDays
  return {}
}

const describeLogGroups: Operation = (input, call) => {
  if (input.logGroupNamePrefix && input.logGroupNamePattern)
    throw invalid('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.')
  const all = [...logsState(call.world, call).groups.values()]
    .filter((group) => group.name.startsWith(input.logGroupNamePrefix ?? ''))
    .filter((group) => group.name.toLowerCase().includes(String(input.logGroupNamePattern ?? '').toLowerCase()))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const { items, nextToken } = page('DescribeLogGroups', all, input.nextToken, input.limit ?? 50)
  return {
    logGroups: items.map((group) => ({
      logGroupName: group.name,
      creationTime: group.createdAt,
      ...(group.kmsKeyId ? { kmsKeyId: group.kmsKeyId } : {}),
      ...(group.retentionInDays ? { retentionInDays: group.retentionInDays } : {}),
      metricFilterCount: 0,
      arn: `${groupArn(call, group.name)}:*`,
      logGroupArn: groupArn(call, group.name),
      logGroupClass: 'STANDARD',
      deletionProtectionEnabled: false,
      storedBytes: [...group.streams.values()].reduce((sum, stream) => sum + storedBytes(stream), 0),
    })),
    nextToken,
  }
}

/** @param list the operation, and the group that it reads */
export function page<T>(list: string, all: T[], token: unknown, size: number): { items: T[]; nextToken?: string } {
  const start = startOf(list, token, () => invalid('The specified nextToken is invalid.'))
  const end = start + size
  const nextToken = end < all.length ? writeToken(list, end) : undefined
  return { items: all.slice(start, end), ...(nextToken ? { nextToken } : {}) }
}

export const groupOperations: Record<string, Operation> = {
  CreateLogGroup: createLogGroup,
  DescribeLogGroups: describeLogGroups,
  PutRetentionPolicy: putRetentionPolicy,
  DeleteRetentionPolicy: (input, call) => {
    groupOf(call, input.logGroupName).retentionInDays = undefined
    return {}
  },
  AssociateKmsKey: associateKmsKey,
  DisassociateKmsKey: disassociateKmsKey,
  DeleteLogGroup: (input, call) => {
    const { name } = groupOf(call, input.logGroupName)
    logsState(call.world, call).groups.delete(name)
    return {}
  },
  TagResource: (input, call) => {
    const group = groupByArn(call, input.resourceArn)
    group.tags = checkTags({ ...group.tags, ...input.tags })
    return {}
  },
  UntagResource: (input, call) => {
    const group = groupByArn(call, input.resourceArn)
    const gone = new Set<string>(input.tagKeys ?? [])
    group.tags = Object.fromEntries(Object.entries(group.tags).filter(([key]) => !gone.has(key)))
    return {}
  },
  ListTagsForResource: (input, call) => ({ tags: groupByArn(call, input.resourceArn).tags }),
}

export const listTaggedResources = (world: World, accountId: string, region: string): TaggedResource[] =>
  [...logsState(world, { accountId, region }).groups.values()].map((group) => ({
    arn: groupArn({ accountId, region }, group.name),
    tags: group.tags,
  }))
