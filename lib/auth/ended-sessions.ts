/**
 * Sessions that people signed out of in this process: a copy of their cookie opens nothing from then on. Another process
 * learns of it from the provider, which then refuses to renew the session (leave.ts).
 */
import { processWide } from '../process-wide'

interface Session {
  sid: string
  /** Seconds of the epoch. */
  endsAt: number
}

/** When each ends by itself, in seconds of the epoch. */
const ended = processWide('ended-sessions', () => new Map<string, number>())
const mostKept = 100_000

export function endSession({ sid, endsAt }: Session, now = Date.now()): void {
  for (const [old, end] of ended) if (end * 1000 <= now || ended.size >= mostKept) ended.delete(old)
  ended.set(sid, endsAt)
}

export const hasEnded = ({ sid }: Pick<Session, 'sid'>): boolean => ended.has(sid)
