/** Lines of a log group, oldest first. */
import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { orAbsent } from './absent'

/** Holds one line of a log group. */
export interface LogEvent {
  stream: string
  message: string
  /** ms. */
  at: number
}

/** Holds one search of a log group: a span, a pattern, and at most how many lines. */
export interface LogSearch {
  group: string
  /** All lines unless given. */
  pattern?: string
  /** ms. */
  since: number
  /** ms. */
  until?: number
  stream?: string
  most: number
}

/** A pattern for lines that hold this very text. */
export const phrase = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`

/**
 * What of a group's lines fits the pattern; a page can be empty and yet have a next one. Empty if the group is gone.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 * @param most where reading ends, as a busy group has millions of lines
 */
export async function readLogEvents(
  logs: CloudWatchLogsClient,
  { group, pattern, since, until, stream, most }: LogSearch,
): Promise<{ events: LogEvent[]; complete: boolean; absent: boolean }> {
  const events: LogEvent[] = []
  let nextToken: string | undefined
  do {
    const page = await orAbsent(
      logs.send(
        new FilterLogEventsCommand({
          logGroupName: group,
          logStreamNames: stream ? [stream] : undefined,
          filterPattern: pattern,
          startTime: since,
          endTime: until,
          nextToken,
        }),
      ),
    )
    if (!page) return { events, complete: true, absent: true }
    for (const { logStreamName = '', message = '', timestamp = 0 } of page.events ?? []) {
      events.push({ stream: logStreamName, message, at: timestamp })
    }
    nextToken = page.nextToken
  } while (nextToken && events.length < most)
  return { events: events.slice(0, most), complete: !nextToken && events.length <= most, absent: false }
}
