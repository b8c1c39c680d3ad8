/** Log lines of an endpoint's hops, in time. Plain data. */

/** Lines of one moment are in this order. The gateway writes only where the spec has an access log. */
export const logSources = ['gateway', 'function', 'container'] as const
export type LogSource = (typeof logSources)[number]

export interface LogEntry {
  /** ISO. */
  at: string
  source: LogSource
  stream: string
  text: string
}

export interface LogReading {
  /** Oldest first. */
  entries: LogEntry[]
  groups: { source: LogSource; name: string; absent: boolean }[]
  /** False where there are more lines than were read: these are the latest of those that were. */
  complete: boolean
}
