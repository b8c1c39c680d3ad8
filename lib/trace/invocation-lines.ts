/** The lines of one invocation out of a function's log stream: an environment answers one at a time. Pure. */
import type { LogLine } from './types'

/**
 * From START to REPORT of the invocation that says this id anywhere; the handler logs the gateway's id, Lambda its own.
 * @param lines of one stream, in order
 */
export function invocationOf(lines: LogLine[], requestId: string): LogLine[] {
  const at = lines.findIndex(({ text }) => text.includes(requestId))
  if (at < 0) return []
  const start = lines.findLastIndex(({ text }, index) => index <= at && text.startsWith('START RequestId: '))
  const end = lines.findIndex(({ text }, index) => index >= at && text.startsWith('REPORT RequestId: '))
  return lines.slice(Math.max(0, start), end < 0 ? undefined : end + 1)
}
