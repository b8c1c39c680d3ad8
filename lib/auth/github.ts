/**
 * GitHub, which has OAuth and no OpenID Connect: who somebody is comes from its API, a role from the lists of
 * addresses. GitHub itself or an Enterprise Server, whose API lies below /api/v3.
 * https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
 */
import type { OAuthConfig } from 'next-auth/providers/oauth'
import type { GithubConfig } from '../config/types'
import type { Claims } from './claims'
import type { ProviderResponse } from './oidc'

const waitMs = 5_000

const apiOf = ({ url }: GithubConfig): string =>
  url === 'https://github.com' ? 'https://api.github.com' : `${url}/api/v3`

export function githubProvider(github: GithubConfig): OAuthConfig<Claims> {
  return {
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    checks: ['pkce', 'state'],
    // It names itself in its answers. https://datatracker.ietf.org/doc/html/rfc9207
    issuer: `${github.url}/login/oauth`,
    clientId: github.clientId,
    clientSecret: github.clientSecret,
    authorization: { url: `${github.url}/login/oauth/authorize`, params: { scope: 'read:user user:email' } },
    token: { url: `${github.url}/login/oauth/access_token` },
    userinfo: {
      request: async ({ tokens }) => {
        const read = await readGithub(github, tokens.access_token ?? '')
        if (read.state !== 'accepted') throw new Error(read.why)
        return read.value
      },
    },
    profile: (claims) => ({ id: String(claims.sub), name: null, email: String(claims.email ?? '') }),
  }
}

/**
 * Ends the access token; whoever uses it gets 401 from then on.
 * https://docs.github.com/en/rest/apps/oauth-applications#delete-an-app-token
 */
export async function revokeGithub(github: GithubConfig, accessToken: string): Promise<void> {
  const { clientId, clientSecret } = github
  const response = await fetch(`${apiOf(github)}/applications/${encodeURIComponent(clientId)}/token`, {
    method: 'DELETE',
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      accept: 'application/vnd.github+json',
      'content-type': 'application/json',
      'user-agent': 'portico',
    },
    body: JSON.stringify({ access_token: accessToken }),
    signal: AbortSignal.timeout(waitMs),
    redirect: 'error',
  })
  if (!response.ok) throw new Error(`${apiOf(github)} answered ${response.status} to the end of a token`)
}

/** Claims like those of an OpenID provider. Only the address that GitHub itself verified counts. */
export async function readGithub(github: GithubConfig, accessToken: string): Promise<ProviderResponse<Claims>> {
  try {
    const fetchPath = (path: string) =>
      fetch(`${apiOf(github)}${path}`, {
        headers: {
          authorization: `Bearer ${accessToken}`,
          accept: 'application/vnd.github+json',
          'user-agent': 'portico',
        },
        signal: AbortSignal.timeout(waitMs),
        cache: 'no-store',
        redirect: 'error',
      })
    const [user, emails] = await Promise.all([fetchPath('/user'), fetchPath('/user/emails')])
    const refused = [user, emails].find((response) => response.status === 401)
    if (refused) return { state: 'refused', why: `${apiOf(github)} answered 401` }
    if (!user.ok || !emails.ok)
      return { state: 'unreachable', why: `${apiOf(github)} answered ${user.status} and ${emails.status}` }
    const { id, name, login } = (await user.json()) as { id: number; name?: string | null; login: string }
    const listed = (await emails.json()) as { email: string; primary: boolean; verified: boolean }[]
    const primary = listed.find((one) => one.primary)
    return {
      state: 'accepted',
      value: {
        sub: `github:${id}`,
        name: name ?? login,
        email: primary?.email,
        email_verified: primary?.verified ?? false,
      },
    }
  } catch (error) {
    return { state: 'unreachable', why: error instanceof Error ? error.message : String(error) }
  }
}
