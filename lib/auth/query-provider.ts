/** Checks at the provider of a session whether it still says yes, and takes over what it says of the person now. */
import type { Config } from '../config/types'
import type { Person } from '../roles'
import { type Claims, judge, type RefusalCode } from './claims'
import { readGithub } from './github'
import { type ProviderResponse, renew } from './oidc'
import { keptIdToken, type SessionToken } from './session-token'

type Auth = Config['auth']

export const githubClaims = { email: 'email', name: 'name' }

export async function queryProvider(auth: Auth, session: SessionToken): Promise<ProviderResponse<SessionToken>> {
  const checkedAt = Math.floor(Date.now() / 1000)
  if (session.provider === 'oidc' && auth.oidc && session.refreshToken) {
    const said = await renew(auth.oidc, session.refreshToken)
    if (said.state !== 'accepted') return said
    const { claims, refreshToken, idToken } = said.value
    const renewed = { ...session, checkedAt, refreshToken, idToken: keptIdToken(idToken) ?? session.idToken }
    return claims
      ? taken(renewed, judgedAs(session, claims, judge(claims, auth.oidc.claims, auth.roles)))
      : { state: 'accepted', value: renewed }
  }
  if (session.provider === 'github' && auth.github && session.accessToken) {
    const said = await readGithub(auth.github, session.accessToken)
    if (said.state !== 'accepted') return said
    return taken({ ...session, checkedAt }, judgedAs(session, said.value, judge(said.value, githubClaims, auth.roles)))
  }
  return { state: 'accepted', value: { ...session, checkedAt } }
}

const judgedAs = (
  session: SessionToken,
  claims: Claims,
  judged: ReturnType<typeof judge>,
): Person | RefusalCode | 'other-person' => {
  if (claims.sub !== session.sub) return 'other-person'
  return judged.ok ? judged.person : judged.code
}

function taken(session: SessionToken, person: Person | string): ProviderResponse<SessionToken> {
  if (typeof person === 'string')
    return { state: 'refused', why: `the provider's answer does not allow them: ${person}` }
  return { state: 'accepted', value: { ...session, name: person.name, email: person.email, role: person.role } }
}
