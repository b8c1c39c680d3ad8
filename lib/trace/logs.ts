/** The log lines behind a hop: the container's, and the function's for one request. */
import { type LogSearch, phrase, readLogEvents } from '../aws/log-events'
import { namesOf } from '../spec/names'
import type { WiringContext } from '../wiring/run/context'
import { invocationOf } from './invocation-lines'
import type { FoundLines, LogLine } from './types'

type LogContext = Pick<WiringContext, 'clients' | 'target'>

/** Clocks differ, and a log line comes after its request. */
const beforeMs = 2_000
const afterMs = 90_000
const shownLines = 200
const most = 2_000

/** Undefined where there is no such group. */
async function linesOf(
  { clients }: Pick<WiringContext, 'clients'>,
  search: Omit<LogSearch, 'most'>,
): Promise<LogLine[] | undefined> {
  const { events, absent } = await readLogEvents(clients.logs, { ...search, most })
  if (absent) return undefined
  return events.map(({ at, stream, message }) => ({ at: new Date(at).toISOString(), stream, text: message.trimEnd() }))
}

/** https://docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html */
export const containerLogGroup = (endpointName: string): string => `/aws/sagemaker/Endpoints/${endpointName}`

/** @param since epoch ms; the last of them are given */
export async function readContainerLog(context: LogContext, endpointName: string, since: number): Promise<FoundLines> {
  const group = containerLogGroup(endpointName)
  const lines = await linesOf(context, { group, since })
  if (!lines)
    return { group, lines: [], note: 'There is no such log group: the container has not written anything yet.' }
  if (lines.length === 0) return { group, lines, note: 'The container wrote nothing in this time.' }
  return { group, lines: lines.slice(-shownLines) }
}

/**
 * The function's lines for the request of a hop. Where its handler does not log the gateway's id, those of these seconds.
 * @param at epoch ms of the request
 */
export async function readFunctionLog(
  context: LogContext,
  endpointName: string,
  requestId: string,
  at: number,
): Promise<FoundLines> {
  const group = namesOf(endpointName, context.target).logGroupName
  const time = { group, since: at - beforeMs, until: at + afterMs }
  const named = await linesOf(context, { ...time, pattern: phrase(requestId) })
  if (!named) return { group, lines: [], note: 'There is no such log group.' }
  const [first] = named
  if (!first) {
    const lines = (await linesOf(context, time)) ?? []
    const note =
      lines.length > 0
        ? 'No line names this request; these are the function’s of the same seconds.'
        : 'The function wrote nothing in these seconds: it was not called, or its lines are still on their way.'
    return { group, lines: lines.slice(-shownLines), note }
  }
  const stream = (await linesOf(context, { ...time, stream: first.stream })) ?? named
  return { group, lines: invocationOf(stream, requestId).slice(-shownLines) }
}
