/**
 * A session ends within five minutes of its provider refusing it. Every three minutes of use it is checked at the provider, by
 * spending the refresh token. Many providers rotate it and take a second use of the old one for theft, so:
 *
 * - One request does so; others with the same cookie meanwhile wait for it, and get the same new session, as does one
 *   that still comes with the old cookie because the answer to the first was lost (a closed tab).
 * - Replicas that share a database check once for all of them (stored-checks.ts). Without it a refusal within five minutes of the
 *   last yes ends nothing yet: another replica might have been first, whose answer is still on its way to this browser. By then the
 *   session ends, whichever it was.
 * - What cannot be reached refuses nobody; it is called again half a minute later.
 */
import { createHash } from 'node:crypto'
import type { ProviderResponse } from './oidc'
import type { SessionToken } from './session-token'

const checkAfterSeconds = 3 * 60
const endAfterSeconds = 5 * 60
const keptMs = 10 * 60_000
const retryMs = 30_000
const mostKept = 10_000

export type Outcome =
  /** Still valid, or not due for a check. */
  | { state: 'valid' }
  /** The sealed session that takes the place of the one that was sent. */
  | { state: 'renewed'; sealed: string }
  | { state: 'ended'; why: string }

interface Parts {
  /** Checks the session at the provider; returns the changed session if it says yes. */
  check: (session: SessionToken) => Promise<ProviderResponse<SessionToken>>
  seal: (session: SessionToken) => Promise<string>
  /** Sees to it that one process checks, and the others get what it heard; each checks for itself unless given. */
  once?: (key: string, check: () => Promise<Checked>) => Promise<Checked>
  now?: () => number
  warn?: (why: string) => void
}

export type Checked = { state: 'renewed'; sealed: string } | { state: 'refused' | 'unreachable'; why: string }

export function createRecheck({ check, seal, once = (_, ours) => ours(), now = Date.now, warn = () => {} }: Parts) {
  /** What the provider said, by the token that was spent. Sealed as in the cookie: no token lies here in the clear. */
  const checks = new Map<string, { response: Promise<Checked>; until: number }>()

  const put = (key: string, response: Promise<Checked>, until: number) => {
    checks.delete(key)
    checks.set(key, { response, until })
    for (const [old, entry] of checks) {
      if (entry.until > now() && checks.size <= mostKept) break
      checks.delete(old)
    }
  }

  function checkOnce(key: string, session: SessionToken): Promise<Checked> {
    const known = checks.get(key)
    if (known && known.until > now()) return known.response
    const response = once(key, async () => {
      const said = await check(session)
      if (said.state === 'accepted') return { state: 'renewed', sealed: await seal(said.value) }
      warn(`${said.state}: ${said.why}`)
      return said
    }).then((said) => {
      if (said.state === 'unreachable') put(key, Promise.resolve(said), now() + retryMs)
      return said
    })
    put(key, response, now() + keptMs)
    response.catch(() => checks.delete(key))
    return response
  }

  return async (session: SessionToken): Promise<Outcome> => {
    const token = session.refreshToken ?? session.accessToken
    if (!token) return { state: 'valid' }
    const age = now() / 1000 - session.checkedAt
    if (age < checkAfterSeconds) return { state: 'valid' }
    const key = createHash('sha256').update(`${session.provider} ${session.checkedAt} ${token}`).digest('base64')
    const said = await checkOnce(key, session)
    if (said.state === 'renewed') return said
    if (said.state === 'unreachable' || now() / 1000 - session.checkedAt < endAfterSeconds) return { state: 'valid' }
    return { state: 'ended', why: said.why }
  }
}
