/** The log lines behind a hop: the container's, and the function's for one request. */
import { filterLogEvents } from '../aws/log-events'
import type { WiringContext } from '../wiring/context'
import { namesOf } from '../wiring/names'
import { invocationOf } from './invocation-lines'
import type { FoundLines } from './types'

type LogContext = Pick<WiringContext, 'clients' | 'target'>

/** Clocks differ, and a log line comes after its request. */
const beforeMs = 2_000
const afterMs = 90_000
const shownLines = 200

/** https://docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html */
export const containerLogGroup = (endpointName: string): string => `/aws/sagemaker/Endpoints/${endpointName}`

/** @param since epoch ms; the last of them are given */
export async function readContainerLog(
  { clients }: LogContext,
  endpointName: string,
  since: number,
): Promise<FoundLines> {
  const group = containerLogGroup(endpointName)
  const lines = await filterLogEvents(clients.logs, { group, from: since })
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
  { clients, target }: LogContext,
  endpointName: string,
  requestId: string,
  at: number,
): Promise<FoundLines> {
  const group = namesOf(endpointName, target).logGroupName
  const time = { group, from: at - beforeMs, to: at + afterMs }
  const named = await filterLogEvents(clients.logs, { ...time, text: requestId })
  if (!named) return { group, lines: [], note: 'There is no such log group.' }
  const [first] = named
  if (!first) {
    const lines = (await filterLogEvents(clients.logs, time)) ?? []
    const note =
      lines.length > 0
        ? 'No line names this request; these are the function’s of the same seconds.'
        : 'The function wrote nothing in these seconds: it was not called, or its lines are still on their way.'
    return { group, lines: lines.slice(-shownLines), note }
  }
  const stream = (await filterLogEvents(clients.logs, { ...time, stream: first.stream })) ?? named
  return { group, lines: invocationOf(stream, requestId).slice(-shownLines) }
}
