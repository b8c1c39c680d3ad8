/**
 * Notices that other processes serve this console too, by sessions that began in one of them while this one ran: without
 * a shared database or directory a sign-out there does not end a copied cookie here, unless the provider refuses to renew it.
 */
import { randomUUID } from 'node:crypto'
import { log } from '../log'
import { processWide } from '../process-wide'
import type { SessionToken } from './session-token'

const state = processWide('other-processes', () => ({
  id: randomUUID(),
  startedAt: Date.now() - process.uptime() * 1000,
  seen: false,
}))

/** For so long a process can stand beside the one that replaces it. */
const overlapMs = 5 * 60_000

const warning =
  'Several processes serve this console and share nothing: after a sign-out in one of them, a copy of the cookie opens the others, unless the provider takes its token back. Set DATABASE_URL to a PostgreSQL server, or PORTICO_SHARED_DIR to a directory, that all of them share (docs/sign-in.md).'

/** What a new session says about where it began. */
export const begunHere = (now = Date.now()): SessionToken['begun'] => ({ by: state.id, at: Math.floor(now / 1000) })

export function noteProcess({ begun }: Pick<SessionToken, 'begun'>, isShared: boolean): void {
  if (state.seen || isShared || !begun || begun.by === state.id) return
  if (begun.at * 1000 <= state.startedAt + overlapMs) return
  state.seen = true
  log().warn({ event: 'processes' }, warning)
}

/** For `/api/ready`. */
export const processWarnings = (): string[] => (state.seen ? [warning] : [])
