/** How other services of the sandbox write logs: a Lambda function's console, for example. */
import type { World } from '../../kernel/types'
import { type LogGroup, logsState, type Place } from './state'

export const logGroupExists = (world: World, place: Place, name: string): boolean =>
  logsState(world, place).groups.has(name)

export function ensureLogGroup(world: World, place: Place, name: string): void {
  const { groups } = logsState(world, place)
  if (!groups.has(name)) groups.set(name, { name, createdAt: Date.now(), tags: {}, streams: new Map() })
}

/** Appends to a stream, made here where it is missing; without the group nothing is kept. */
export function writeLogEvents(
  world: World,
  place: Place,
  groupName: string,
  streamName: string,
  events: { timestamp: number; message: string }[],
): void {
  const state = logsState(world, place)
  const group = state.groups.get(groupName)
  if (!group) return
  append(state, streamOf(group, streamName), events)
}

function streamOf(group: LogGroup, name: string) {
  const known = group.streams.get(name)
  if (known) return known
  const stream = { name, createdAt: Date.now(), events: [] }
  group.streams.set(name, stream)
  return stream
}

export function append(
  state: ReturnType<typeof logsState>,
  stream: LogGroup['streams'] extends Map<string, infer Stream> ? Stream : never,
  events: { timestamp: number; message: string }[],
): void {
  const ingestionTime = Date.now()
  for (const { timestamp, message } of events) {
    state.lastEvent += 1
    // Event ids are 56 digits that sort by time; clients only compare them.
    stream.events.push({ eventId: `3${String(state.lastEvent).padStart(55, '0')}`, timestamp, ingestionTime, message })
  }
}
