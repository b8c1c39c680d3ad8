/**
 * The event history: 90 days, 50 a page, two requests a second of an account and region, some minutes late.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
import { AwsError } from '../../kernel/errors'
import type { Call, Operation, Service } from '../../kernel/types'
import { type TrailEvent, trailOf } from './record'

/**
 * AWS says that an event is there about five minutes after its call on average, and promises nothing; here it is one.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html
 */
const lateMs = 60_000
const keptMs = 90 * 24 * 3_600_000

const matchers: Record<string, (event: TrailEvent, value: string) => boolean> = {
  EventId: (event, value) => event.id === value,
  EventName: (event, value) => event.name === value,
  EventSource: (event, value) => event.source === value,
  ReadOnly: (event, value) => String(event.readOnly) === value,
  Username: (event, value) => event.username === value,
  AccessKeyId: (event, value) => event.accessKeyId === value,
  ResourceName: (event, value) => event.resources.some((one) => one.ResourceName === value),
  ResourceType: (event, value) => event.resources.some((one) => one.ResourceType === value),
}

interface Input {
  LookupAttributes?: { AttributeKey?: string; AttributeValue?: string }[]
  StartTime?: number
  EndTime?: number
  MaxResults?: number
  NextToken?: string
}

const lookupEvents: Operation = (input: Input, call: Call) => {
  call.world.takeToken(
    `cloudtrail/${call.accountId}/${call.region}`,
    2,
    2,
    () => new AwsError('ThrottlingException', 'Rate exceeded'),
  )
  const { LookupAttributes = [], StartTime, EndTime, MaxResults = 50, NextToken } = input
  if (LookupAttributes.length > 1)
    throw new AwsError('InvalidLookupAttributesException', 'You can use only one lookup attribute.')
  const [wanted] = LookupAttributes
  const matches = wanted && matchers[wanted.AttributeKey ?? '']
  if (wanted && (!matches || !wanted.AttributeValue))
    throw new AwsError('InvalidLookupAttributesException', `The lookup attribute ${wanted.AttributeKey} is not valid.`)
  if (!Number.isInteger(MaxResults) || MaxResults < 1 || MaxResults > 50)
    throw new AwsError('InvalidMaxResultsException', 'A value of MaxResults must be between 1 and 50.')
  if (StartTime !== undefined && EndTime !== undefined && StartTime > EndTime)
    throw new AwsError('InvalidTimeRangeException', 'The start time must be before the end time.')
  const since = Math.max(Date.now() - keptMs, (StartTime ?? 0) * 1000)
  const until = EndTime === undefined ? Number.POSITIVE_INFINITY : EndTime * 1000
  const queryText = JSON.stringify([LookupAttributes, StartTime, EndTime])
  const before = NextToken === undefined ? undefined : readToken(NextToken, queryText)
  const found = trailOf(call.world, call.accountId, call.region)
    .filter((event) => call.world.clock.hasPassed(event.at, lateMs) && event.at >= since && event.at <= until)
    .filter((event) => !wanted || matches?.(event, wanted.AttributeValue ?? ''))
    .reverse()
  const start = before === undefined ? 0 : found.findIndex((event) => event.id === before) + 1
  const page = found.slice(start, start + MaxResults)
  const more = start + MaxResults < found.length
  return { Events: page.map(shown), ...(more ? { NextToken: writeToken(page.at(-1)?.id ?? '', queryText) } : {}) }
}

const shown = ({ id, name, readOnly, accessKeyId, at, source, username, resources, record }: TrailEvent) => ({
  EventId: id,
  EventName: name,
  ReadOnly: String(readOnly),
  AccessKeyId: accessKeyId,
  EventTime: new Date(at),
  EventSource: source,
  Username: username,
  Resources: resources,
  CloudTrailEvent: record,
})

const writeToken = (id: string, queryText: string) => Buffer.from(JSON.stringify([id, queryText])).toString('base64')

function readToken(token: string, queryText: string): string {
  try {
    const [id, of] = JSON.parse(Buffer.from(token, 'base64').toString()) as [string, string]
    if (of === queryText) return id
  } catch {
    // Falls through to AWS's own words.
  }
  throw new AwsError(
    'InvalidNextTokenException',
    'A token is not valid, or belongs to a request with other parameters.',
  )
}

export const cloudTrailService: Service = {
  signingName: 'cloudtrail',
  protocol: 'json-1.1',
  targetPrefix: 'CloudTrail_20131101',
  operations: { LookupEvents: lookupEvents },
}
