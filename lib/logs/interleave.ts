/** Lines of several groups as one. Pure. */
import type { LogEntry } from './types'

/** By time; of one moment in the order of the groups, and within a group as it gave them. */
export function interleave(lists: LogEntry[][]): LogEntry[] {
  return lists
    .flatMap((list, group) => list.map((entry, index) => ({ entry, group, index })))
    .sort((a, b) => compare(a.entry.at, b.entry.at) || a.group - b.group || a.index - b.index)
    .map(({ entry }) => entry)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const keyOf = ({ at, source, stream, text }: LogEntry): string => [at, source, stream, text].join('\n')

/** What a later look found, behind what is known: CloudWatch can show an earlier line late. Keeps the latest. */
export function continued(known: LogEntry[], found: LogEntry[], most: number): LogEntry[] {
  const seen = new Set(known.map(keyOf))
  const news = found.filter((entry) => !seen.has(keyOf(entry)))
  return news.length === 0 ? known : interleave([known, news]).slice(-most)
}

/** The id in a handler's line, or the gateway's: `{"requestId":"…"}`. */
export const requestIdOf = (text: string): string | undefined => text.match(/"requestId":"([\w=+/-]{8,100})"/)?.[1]
