/**
 * Lines of a log group by time and words.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import type { LogLine } from '../trace/types'
import { orAbsent } from './absent'

interface LogSearch {
  group: string
  /** Epoch ms. */
  from: number
  to?: number
  /** All lines that hold this very text. */
  text?: string
  stream?: string
}

/** Pages may be empty and still have a next one, so their number is what ends a search. */
const mostPages = 10
const mostLines = 2_000

/** In order of time; undefined where there is no such group. */
export async function filterLogEvents(logs: CloudWatchLogsClient, search: LogSearch): Promise<LogLine[] | undefined> {
  const lines: LogLine[] = []
  let nextToken: string | undefined
  for (let pages = 0; pages < mostPages && lines.length < mostLines; pages++) {
    const answer = await orAbsent(
      logs.send(
        new FilterLogEventsCommand({
          logGroupName: search.group,
          startTime: search.from,
          endTime: search.to,
          filterPattern: search.text && `"${search.text.replace(/["\\]/g, '\\$&')}"`,
          logStreamNames: search.stream ? [search.stream] : undefined,
          nextToken,
        }),
      ),
    )
    if (!answer) return undefined
    for (const { timestamp = 0, logStreamName = '', message = '' } of answer.events ?? []) {
      lines.push({ at: new Date(timestamp).toISOString(), stream: logStreamName, text: message.trimEnd() })
    }
    nextToken = answer.nextToken
    if (!nextToken) break
  }
  return lines
}
