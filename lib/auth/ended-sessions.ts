/**
 * Sessions that people signed out of: a copy of their cookie opens nothing from then on. This process knows its own. Another
 * learns of it from the database (stored-endings.ts) or the directory (shared-endings.ts) that all of them share, or from the
 * provider, which then refuses to renew the session (leave.ts).
 */
import { createHash } from 'node:crypto'
import { processWide } from '../process-wide'

export interface Ending {
  /** The hash of the session's id. */
  key: string
  /** When the session ends by itself, in seconds of the epoch. */
  endsAt: number
}

const ended = processWide('ended-sessions', () => new Map<string, number>())
const mostKept = 100_000

const keyOf = (sid: string): string => createHash('sha256').update(sid).digest('hex')

export const endingOf = ({ sid, endsAt }: { sid: string; endsAt: number }): Ending => ({ key: keyOf(sid), endsAt })

export function keepEnding({ key, endsAt }: Ending, now = Date.now()): void {
  if (ended.has(key)) return
  for (const [old, end] of ended) if (end * 1000 <= now || ended.size >= mostKept) ended.delete(old)
  ended.set(key, endsAt)
}

export const hasEnded = ({ sid }: { sid: string }): boolean => ended.has(keyOf(sid))
