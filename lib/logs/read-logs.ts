/** The gateway's, the function's and the container's lines, interleaved in time, and those of one request across them. */
import { type LogSearch, phrase, readLogEvents } from '../aws/log-events'
import { namesOf } from '../spec/names'
import { invocationOf } from '../trace/invocation-lines'
import { containerLogGroup } from '../trace/logs'
import { idsOf } from '../wiring/resources/access-log/line'
import type { WiringContext } from '../wiring/run/context'
import { interleave } from './interleave'
import type { LogEntry, LogReading, LogSource } from './types'

type LogContext = Pick<WiringContext, 'clients' | 'target'>

export interface LogQuery {
  endpointName: string
  /** The endpoint that answers: its container's lines are read. */
  servingEndpoint: string
  sources: readonly LogSource[]
  /** Epoch ms. */
  since: number
  until?: number
  /** Only lines that hold this very text. */
  text?: string
}

/** The most lines of each group; FilterLogEvents gives the oldest first, so a busy hour is read in part. */
const most = 5_000
const shownEntries = 1_000
/** Two machines' clocks, and the time that a line takes. */
const besideMs = 250
const dayMs = 86_400_000

function groupOf(
  { target }: LogContext,
  source: LogSource,
  { endpointName, servingEndpoint: serving }: LogQuery,
): string {
  if (source === 'container') return containerLogGroup(serving)
  const { logGroupName, accessLogName } = namesOf(endpointName, target)
  return source === 'gateway' ? accessLogName : logGroupName
}

export async function readLogs(context: LogContext, query: LogQuery): Promise<LogReading> {
  const { since, until, text } = query
  const pattern = text ? phrase(text) : undefined
  const read = await Promise.all(
    query.sources.map((source) =>
      readGroup(context, source, { group: groupOf(context, source, query), since, until, pattern }),
    ),
  )
  const entries = interleave(read.map((one) => one.entries))
  return {
    entries: entries.slice(-shownEntries),
    groups: read.map(({ source, name, absent }) => ({ source, name, absent })),
    complete: read.every((one) => one.complete) && entries.length <= shownEntries,
  }
}

async function readGroup({ clients }: LogContext, source: LogSource, search: Omit<LogSearch, 'most'>) {
  const { events, complete, absent } = await readLogEvents(clients.logs, { ...search, most })
  const entries = events.map(
    ({ at, stream, message }): LogEntry => ({
      at: new Date(at).toISOString(),
      source,
      stream,
      text: message.trimEnd(),
    }),
  )
  return { source, name: search.group, entries, complete, absent }
}

/**
 * Everything about one request: the gateway's line of it, the invocation of the function that names it, and what the
 * container wrote meanwhile, since a container knows no request's id. In the last day, or around `at`.
 * @param requestId the gateway's or Lambda's
 */
export async function readRequest(
  context: LogContext,
  query: Pick<LogQuery, 'endpointName' | 'servingEndpoint'>,
  requestId: string,
  { at, now }: { at?: number; now: number },
): Promise<LogReading> {
  const sources = ['gateway', 'function'] as const
  const whole = { ...query, sources, since: (at ?? now) - (at ? 60_000 : dayMs) }
  const until = at ? at + 120_000 : undefined
  const named = await readLogs(context, { ...whole, until, text: requestId })
  const gateway = named.entries.filter(({ source }) => source === 'gateway')
  const { functionRequestId } = idsOf(gateway[0]?.text ?? '')
  // A function that failed or ran out of time says nothing of the gateway's id: the gateway knows Lambda's.
  const spoken = named.entries.find(({ source }) => source === 'function')
  const id = spoken || !functionRequestId ? requestId : functionRequestId
  const first =
    spoken ??
    (id === requestId
      ? undefined
      : (await readLogs(context, { ...whole, sources: ['function'], until, text: id })).entries[0])
  if (!first) return named
  const group = groupOf(context, 'function', { ...whole, endpointName: query.endpointName })
  const moment = Date.parse(first.at)
  const around = await readLogEvents(context.clients.logs, {
    group,
    stream: first.stream,
    since: moment - 15 * 60_000,
    until: moment + 15 * 60_000,
    most,
  })
  const lines = around.events.map(({ at: time, stream, message }) => ({
    at: new Date(time).toISOString(),
    stream,
    text: message.trimEnd(),
  }))
  const own = invocationOf(lines, id).map((line): LogEntry => ({ ...line, source: 'function' }))
  const [begin, end] = [own[0], own.at(-1)]
  const container = await readLogs(context, {
    ...query,
    sources: ['container'],
    since: Date.parse(begin?.at ?? first.at) - besideMs,
    until: Date.parse(end?.at ?? first.at) + besideMs,
  })
  return {
    entries: interleave([gateway, own, container.entries]),
    groups: [...named.groups, ...container.groups],
    complete: container.complete,
  }
}
