/** Log streams and their events: written in order, read forwards or backwards, filtered over a whole group. */
import { AwsError } from '../../kernel/errors'
import type { Call, Operation } from '../../kernel/types'
import { groupNamed, groupOf, invalid, page } from './groups'
import { patternTest } from './pattern'
import { groupArn, type LogEvent, type LogGroup, type LogStream, logsState, storedBytes } from './state'
import { append } from './write'

function streamOf(group: LogGroup, name: unknown): LogStream {
  const stream = group.streams.get(String(name))
  if (!stream) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.')
  return stream
}

const createLogStream: Operation = (input, call) => {
  const group = groupOf(call, input.logGroupName)
  const name = String(input.logStreamName)
  if (group.streams.has(name))
    throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists')
  group.streams.set(name, { name, createdAt: Date.now(), events: [] })
  return {}
}

function describeStream(group: LogGroup, stream: LogStream, call: Call) {
  const [first, last] = [stream.events[0], stream.events.at(-1)]
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    ...(first && last
      ? {
          firstEventTimestamp: first.timestamp,
          lastEventTimestamp: last.timestamp,
          lastIngestionTime: last.ingestionTime,
        }
      : {}),
    uploadSequenceToken: String(stream.events.length).padStart(20, '0'),
    arn: `${groupArn(call, group.name)}:log-stream:${stream.name}`,
    storedBytes: storedBytes(stream),
  }
}

const describeLogStreams: Operation = (input, call) => {
  const group = groupNamed(call, input)
  const byTime = input.orderBy === 'LastEventTime'
  if (byTime && input.logStreamNamePrefix) throw invalid('Cannot order by LastEventTime with a logStreamNamePrefix.')
  const last = (stream: LogStream) => stream.events.at(-1)?.timestamp ?? stream.createdAt
  const all = [...group.streams.values()]
    .filter((stream) => stream.name.startsWith(input.logStreamNamePrefix ?? ''))
    .sort((a, b) => (byTime ? last(a) - last(b) : a.name < b.name ? -1 : 1))
  if (input.descending) all.reverse()
  const { items, nextToken } = page(`DescribeLogStreams ${group.name}`, all, input.nextToken, input.limit ?? 50)
  return { logStreams: items.map((stream) => describeStream(group, stream, call)), nextToken }
}

const putLogEvents: Operation = (input, call) => {
  const stream = streamOf(groupOf(call, input.logGroupName), input.logStreamName)
  const events: { timestamp: number; message: string }[] = input.logEvents ?? []
  if (events.some((event, index) => index > 0 && event.timestamp < (events[index - 1]?.timestamp ?? 0)))
    throw invalid('Log events in a single PutLogEvents request must be in chronological order.')
  append(logsState(call.world, call), stream, events)
  return { nextSequenceToken: String(stream.events.length).padStart(20, '0') }
}

const inTime = (input: { startTime?: number; endTime?: number }) => (event: LogEvent) =>
  event.timestamp >= (input.startTime ?? 0) && event.timestamp < (input.endTime ?? Number.POSITIVE_INFINITY)

/** Tokens are `f/N` and `b/N`; at either end the same token comes back, as AWS says. */
const getLogEvents: Operation = (input, call) => {
  const stream = streamOf(groupNamed(call, input), input.logStreamName)
  const all = stream.events.filter(inTime(input))
  const limit = input.limit ?? 10_000
  const token = String(input.nextToken ?? '').match(/^([fb])\/(\d+)$/)
  if (input.nextToken && !token) throw invalid('The specified nextToken is invalid.')
  let start = input.startFromHead ? 0 : Math.max(0, all.length - limit)
  if (token) start = token[1] === 'f' ? Number(token[2]) : Math.max(0, Number(token[2]) - limit)
  const end = token?.[1] === 'b' ? Number(token[2]) : Math.min(all.length, start + limit)
  return {
    events: all.slice(start, end).map(({ eventId, ...event }) => event),
    nextForwardToken: `f/${end}`,
    nextBackwardToken: `b/${start}`,
  }
}

const filterLogEvents: Operation = (input, call) => {
  const group = groupNamed(call, input)
  const matches = patternTest(input.filterPattern)
  const names = input.logStreamNames as string[] | undefined
  if (names && input.logStreamNamePrefix)
    throw invalid('Only one of logStreamNames and logStreamNamePrefix can be specified.')
  for (const name of names ?? []) streamOf(group, name)
  const all = [...group.streams.values()]
    .filter((stream) => !names || names.includes(stream.name))
    .filter((stream) => stream.name.startsWith(input.logStreamNamePrefix ?? ''))
    .flatMap((stream) =>
      stream.events
        .filter(inTime(input))
        .filter((event) => matches(event.message))
        .map((event) => ({ logStreamName: stream.name, ...event })),
    )
    .sort((a, b) => a.timestamp - b.timestamp || (a.eventId < b.eventId ? -1 : 1))
  const { items, nextToken } = page(`FilterLogEvents ${group.name}`, all, input.nextToken, input.limit ?? 10_000)
  return { events: items, searchedLogStreams: [], nextToken }
}

export const streamOperations: Record<string, Operation> = {
  CreateLogStream: createLogStream,
  DescribeLogStreams: describeLogStreams,
  DeleteLogStream: (input, call) => {
    const group = groupOf(call, input.logGroupName)
    group.streams.delete(streamOf(group, input.logStreamName).name)
    return {}
  },
  PutLogEvents: putLogEvents,
  GetLogEvents: getLogEvents,
  FilterLogEvents: filterLogEvents,
}
