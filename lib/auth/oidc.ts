/**
 * An OpenID Connect provider by its issuer alone: what it offers is discovered, and kept for ten minutes.
 * https://openid.net/specs/openid-connect-discovery-1_0.html
 */

import type { OAuthConfig } from 'next-auth/providers/oauth'
import { type Client, custom, errors, Issuer, type TokenSet } from 'openid-client'
import type { OidcConfig } from '../config/types'
import { type Claims, claimOf } from './claims'

const waitMs = 5_000
const keptMs = 10 * 60_000
custom.setHttpOptionsDefaults({ timeout: waitMs })

/** The provider cannot be used: it does not answer, or is another than was configured. */
export class ProviderProblem extends Error {
  constructor(
    readonly code: 'provider-unreachable' | 'wrong-issuer',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

let kept: { key: string; at: number; issuer: Promise<Issuer> } | undefined

export function discover(oidc: OidcConfig, now = Date.now()): Promise<Issuer> {
  if (kept?.key === oidc.issuer && now - kept.at < keptMs) return kept.issuer
  const issuer = readIssuer(oidc.issuer)
  const mine = { key: oidc.issuer, at: now, issuer }
  kept = mine
  issuer.catch(() => {
    if (kept === mine) kept = undefined
  })
  return issuer
}

async function readIssuer(wanted: string): Promise<Issuer> {
  let issuer: Issuer
  try {
    issuer = await Issuer.discover(wanted)
    // Read now, so that no token is spent while its keys cannot be read.
    await (issuer as Issuer & { reloadJwksUri: () => Promise<void> }).reloadJwksUri()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ProviderProblem('provider-unreachable', `${wanted} gave no discovery document: ${why}`, { cause: error })
  }
  // Section 4.3 of the specification: it must be the very address that was called.
  if (issuer.metadata.issuer !== wanted)
    throw new ProviderProblem(
      'wrong-issuer',
      `OIDC_ISSUER is ${wanted}, and what answers there is ${issuer.metadata.issuer}`,
    )
  return issuer
}

const clientOf = (issuer: Issuer, oidc: OidcConfig): Client => {
  const client = new issuer.Client({ client_id: oidc.clientId, client_secret: oidc.clientSecret })
  client[custom.clock_tolerance] = 10
  return client
}

/** A refresh token where the provider knows a scope for it. https://openid.net/specs/openid-connect-core-1_0.html#OfflineAccess */
function scopesOf(issuer: Issuer, oidc: OidcConfig): string {
  const offline = (issuer.metadata.scopes_supported as string[] | undefined)?.includes('offline_access')
  return oidc.scopes ?? `openid email profile${offline ? ' offline_access' : ''}`
}

/** Undiscovered it can be named on the sign-in page, and nobody can be signed in with it. */
export function oidcProvider(oidc: OidcConfig, issuer?: Issuer): OAuthConfig<Claims> {
  const found = issuer?.metadata
  return {
    id: 'oidc',
    name: oidc.name,
    type: 'oauth',
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    issuer: oidc.issuer,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    client: issuer
      ? { token_endpoint_auth_method: clientOf(issuer, oidc).metadata.token_endpoint_auth_method }
      : undefined,
    authorization: {
      url: found?.authorization_endpoint,
      params: { scope: issuer ? scopesOf(issuer, oidc) : 'openid', ...oidc.params },
    },
    token: { url: found?.token_endpoint },
    jwks_endpoint: found?.jwks_uri,
    userinfo: {
      url: found?.userinfo_endpoint,
      request: ({ client, tokens }) => claimsOf(client, tokens as TokenSet, oidc),
    },
    // Refusals are the sign-in callback's: what throws here is shown to nobody.
    profile: (claims) => ({
      id: String(claims.sub),
      name: null,
      email: String(claimOf(claims, oidc.claims.email) ?? ''),
    }),
  }
}

/** Reads the claims of the ID token, and of the user-info endpoint too if the token is too short. */
async function claimsOf(client: Client, tokens: TokenSet, oidc: OidcConfig): Promise<Claims> {
  const fromToken: Claims = tokens.id_token ? { ...tokens.claims() } : {}
  const lacks = [oidc.claims.name, ...neededOf(oidc)].some((name) => claimOf(fromToken, name) === undefined)
  if (!lacks || !client.issuer.metadata.userinfo_endpoint || !tokens.access_token) return fromToken
  // Checks that it is about the same person.
  const fromUserInfo: Claims = await client.userinfo(tokens)
  return { ...fromUserInfo, ...fromToken }
}

const neededOf = ({ claims: { email, role } }: OidcConfig): string[] => (role ? [email, role] : [email])

export type ProviderResponse<T> = { state: 'accepted'; value: T } | { state: 'refused' | 'unreachable'; why: string }

export interface Renewed {
  /** Undefined where the provider says nothing of the person this time. */
  claims?: Claims
  refreshToken: string
  idToken?: string
}

/** Says whether the provider still accepts a refresh token. That it does not answer, or answers 5xx, is no refusal. */
export async function renew(oidc: OidcConfig, refreshToken: string): Promise<ProviderResponse<Renewed>> {
  let client: Client
  let tokens: TokenSet
  try {
    client = clientOf(await discover(oidc), oidc)
    tokens = await client.refresh(refreshToken)
  } catch (error) {
    return refusalOf(error)
  }
  // From here on the old token can be spent, so nothing that fails can lose the new one.
  const claims = await claimsOf(client, tokens, oidc).catch(() => undefined)
  // Without a new ID token only the user-info endpoint counts, and it might never have had the role.
  const complete =
    claims?.sub && (tokens.id_token || neededOf(oidc).every((name) => claimOf(claims, name) !== undefined))
  return {
    state: 'accepted',
    value: {
      claims: complete ? claims : undefined,
      refreshToken: tokens.refresh_token ?? refreshToken,
      idToken: tokens.id_token,
    },
  }
}

/** An answer that declines, in OAuth's own words or by a token that does not hold, is a refusal. Anything else is not. */
function refusalOf(error: unknown): { state: 'refused' | 'unreachable'; why: string } {
  const why = error instanceof Error ? error.message : String(error)
  if (error instanceof ProviderProblem) return { state: error.code === 'wrong-issuer' ? 'refused' : 'unreachable', why }
  if (error instanceof errors.OPError) {
    // https://datatracker.ietf.org/doc/html/rfc6749#section-5.2; a front that answers for a dead provider has no such words.
    const { statusCode = 0 } = error.response ?? {}
    const code = error.error ?? ''
    const declines = /^[a-z_]+$/.test(code) && !laterCodes.includes(code)
    return {
      state: declines && statusCode >= 400 && statusCode < 500 && statusCode !== 429 ? 'refused' : 'unreachable',
      why,
    }
  }
  return { state: error instanceof errors.RPError && !/timed out/.test(why) ? 'refused' : 'unreachable', why }
}

const laterCodes = ['server_error', 'temporarily_unavailable', 'slow_down']

/** Best effort: a person leaves whether or not the provider listens. https://datatracker.ietf.org/doc/html/rfc7009 */
export async function revoke(oidc: OidcConfig, refreshToken: string): Promise<void> {
  const issuer = await discover(oidc)
  if (issuer.metadata.revocation_endpoint) await clientOf(issuer, oidc).revoke(refreshToken, 'refresh_token')
}

/**
 * Returns the address at which the browser leaves the provider too; undefined if it has none.
 * https://openid.net/specs/openid-connect-rpinitiated-1_0.html
 */
export async function endSessionUrl(
  oidc: OidcConfig,
  idToken: string | undefined,
  backTo: string,
): Promise<string | undefined> {
  const { end_session_endpoint: place } = (await discover(oidc)).metadata
  if (oidc.localSignOut || !place || !URL.canParse(place)) return undefined
  const url = new URL(place)
  url.searchParams.set('client_id', oidc.clientId)
  url.searchParams.set('post_logout_redirect_uri', backTo)
  // Cognito's own name for it. https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
  if (/\.amazoncognito\.com$/.test(url.hostname) || /^https:\/\/cognito-idp\./.test(oidc.issuer))
    url.searchParams.set('logout_uri', backTo)
  else if (idToken) url.searchParams.set('id_token_hint', idToken)
  return url.href
}
