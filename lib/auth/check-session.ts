/** Checks the session of a request at the provider when it is time to, before any page or action reads it. */
import type { Config } from '../config/types'
import { log } from '../log'
import { noteProcess } from './other-processes'
import { queryProvider } from './query-provider'
import { createRecheck } from './recheck'
import {
  type CookieStore,
  cookiesOf,
  readSession,
  sealSession,
  sessionCookieNames,
  sessionPieces,
} from './session-token'
import { learnEndings } from './shared-endings'
import { storedChecks } from './stored-checks'
import { storedEndings } from './stored-endings'

type Auth = Config['auth']

let recheck: ReturnType<typeof createRecheck> | undefined

interface CookieChange {
  name: string
  value: string
  maxAge: number
}

/**
 * Changes the cookies of the request that goes on to the page, and answers what the browser has to keep. Of a session
 * that ended the browser keeps the cookie: another replica might have renewed it this very moment, and it opens nothing.
 */
export async function checkSession(auth: Auth, sent: CookieStore, onward: Headers): Promise<CookieChange[]> {
  const { sharedDirectory } = auth
  if (sessionCookieNames(auth, sent).length > 0)
    await Promise.all([sharedDirectory && learnEndings(sharedDirectory), storedEndings()?.known()])
  const session = await readSession(auth, sent)
  if (!session) return []
  noteProcess(session, sharedDirectory !== undefined || storedEndings() !== undefined)
  recheck ??= createRecheck({
    check: (one) => queryProvider(auth, one),
    seal: (one) => sealSession(auth, one),
    once: (key, check) => storedChecks()?.once(key, check) ?? check(),
    warn: (why) => log().warn({ event: 'session.check', why }, 'provider'),
  })
  const outcome = await recheck(session)
  if (outcome.state === 'valid') return []
  const old = sessionCookieNames(auth, sent)
  const pieces = outcome.state === 'renewed' ? sessionPieces(auth, outcome.sealed) : []
  const others = sent.getAll().filter((cookie) => !old.includes(cookie.name))
  onward.set(
    'cookie',
    [...others, ...pieces].map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; '),
  )
  if (outcome.state === 'ended') {
    log().info({ event: 'session.ended', person: session.email, why: outcome.why }, 'session ended')
    return []
  }
  const options = cookiesOf(auth).sessionToken?.options ?? {}
  const maxAge = Math.max(1, session.endsAt - Math.floor(Date.now() / 1000))
  const gone = old.filter((name) => !pieces.some((piece) => piece.name === name))
  return [
    ...pieces.map((piece) => ({ ...options, ...piece, maxAge })),
    ...gone.map((name) => ({ ...options, name, value: '', maxAge: 0 })),
  ]
}
