/**
 * Ends a session before its time: in this process at once, in those that share a database with it at once too, in those that share
 * a directory with it some seconds later, and at the provider, which refuses to renew it from then on. So any other process ends a
 * copy of its cookie at the next check, five minutes later at most (recheck.ts). Without database and directory a session that no provider renews (demo, no refresh token,
 * no revocation endpoint) opens other processes until it ends by itself.
 */
import type { Config } from '../config/types'
import { log } from '../log'
import { endingOf, keepEnding } from './ended-sessions'
import { revokeGithub } from './github'
import { revoke } from './oidc'
import type { SessionToken } from './session-token'
import { shareEnding } from './shared-endings'
import { storedEndings } from './stored-endings'

/** Best effort at the provider: a person leaves whether or not it listens. */
export async function leave({ oidc, github, sharedDirectory }: Config['auth'], session: SessionToken): Promise<void> {
  const ending = endingOf(session)
  keepEnding(ending)
  if (sharedDirectory) await shareEnding(sharedDirectory, ending)
  await storedEndings()?.share(ending)
  const { provider, refreshToken, accessToken } = session
  try {
    if (provider === 'oidc' && oidc && refreshToken) await revoke(oidc, refreshToken)
    if (provider === 'github' && github && accessToken) await revokeGithub(github, accessToken)
  } catch (error) {
    warnOfProvider(error)
  }
}

export const warnOfProvider = (error: unknown): undefined => {
  log().warn({ event: 'sign-out', message: error instanceof Error ? error.message : String(error) }, 'provider')
}
