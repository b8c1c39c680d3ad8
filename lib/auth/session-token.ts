/**
 * The session: a JWT, encrypted by next-auth with the server's secret, in an http-only cookie. What the provider gave for
 * the next check lies in it and nowhere else. Cookies hold 4,096 bytes, so a long one is cut into numbered pieces, in
 * next-auth's own way, since its routes read and write the same. https://next-auth.js.org/configuration/options#cookies
 */
import type { CookiesOptions } from 'next-auth'
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import type { Config } from '../config/types'
import { isRole, type Person, type Role } from '../roles'
import { demoPeople } from './demo-people'
import { hasEnded } from './ended-sessions'

/** However long the provider says yes. */
export const sessionSeconds = 8 * 60 * 60
/** Applies if the provider gave no refresh token, so that nothing can be checked again. */
export const uncheckedSessionSeconds = 60 * 60

const schema = z.object({
  /** The same through all renewals, so that signing out ends them all. */
  sid: z.string().min(1),
  sub: z.string().min(1),
  name: z.string().nullish(),
  email: z.string().min(1),
  role: z.custom<Role>(isRole),
  /** Which way of signing in, and of whom: a session does not outlive its configuration. */
  provider: z.enum(['demo', 'oidc', 'github']),
  issuer: z.string(),
  /** Seconds of the epoch. */
  endsAt: z.number(),
  /** The process in which the person signed in, and when; absent in sessions of before it was kept. */
  begun: z.object({ by: z.string(), at: z.number() }).optional(),
  /** When the provider last said yes. */
  checkedAt: z.number(),
  /** The refresh token of an OpenID provider. */
  refreshToken: z.string().optional(),
  /** The access token of GitHub, which has no refresh tokens; it only reads who the person is. */
  accessToken: z.string().optional(),
  /** Names the person to the provider at sign-out. */
  idToken: z.string().optional(),
})

export type SessionToken = z.infer<typeof schema>

type Auth = Config['auth']

/** What a session must say to be of this console as it is configured now. */
export const issuerOf = (auth: Auth, provider: SessionToken['provider']): string | undefined =>
  ({ demo: auth.demoSignIn ? 'demo' : undefined, oidc: auth.oidc?.issuer, github: auth.github?.url })[provider]

/** Undefined unless it is all there, still lasts, nobody signed out of it, and comes from a way of signing in that is configured. */
export function sessionOf(auth: Auth, token: unknown, now = Date.now()): SessionToken | undefined {
  const parsed = schema.safeParse(token)
  if (!parsed.success || parsed.data.endsAt * 1000 <= now || hasEnded(parsed.data)) return undefined
  const session = parsed.data
  if (session.issuer !== issuerOf(auth, session.provider)) return undefined
  if (session.provider === 'demo' && !demoPeople.some((one) => one.id === session.sub && one.role === session.role))
    return undefined
  return session
}

export const personOf = ({ sub, name, email, role }: SessionToken): Person => ({
  id: sub,
  name: name ?? email,
  email,
  role,
})

/** On https each cookie is bound to this very host, and never sent in the clear. */
export function cookiesOf(auth: Auth): Partial<CookiesOptions> {
  const secure = isSecure(auth)
  const one = (name: string, maxAge?: number) => ({
    name: `${secure ? '__Host-' : ''}portico.${name}`,
    // Lax and not Strict: the provider's answer and every shared link arrive from another site.
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure, maxAge },
  })
  return {
    sessionToken: one('session'),
    callbackUrl: one('callback-url'),
    csrfToken: one('csrf-token'),
    pkceCodeVerifier: one('pkce', 15 * 60),
    state: one('state', 15 * 60),
    nonce: one('nonce', 15 * 60),
  }
}

const isSecure = (auth: Auth): boolean => auth.url.startsWith('https:')
const cookieName = (auth: Auth): string => `${isSecure(auth) ? '__Host-' : ''}portico.session`

export interface CookieStore {
  getAll: () => { name: string; value: string }[]
}

/** The names of the session's cookies that the browser sent, in the order of their pieces. */
export function sessionCookieNames(auth: Auth, store: CookieStore): string[] {
  const name = cookieName(auth)
  const number = (piece: string) => (piece === name ? -1 : Number(piece.slice(name.length + 1)))
  return store
    .getAll()
    .map((cookie) => cookie.name)
    .filter((one) => one === name || (one.startsWith(`${name}.`) && /^\d{1,2}$/.test(one.slice(name.length + 1))))
    .sort((a, b) => number(a) - number(b))
}

/** The session that the cookies hold; undefined of none, a forged one, one that ended, and one of another configuration. */
export async function readSession(auth: Auth, store: CookieStore, now?: number): Promise<SessionToken | undefined> {
  const pieces = new Map(store.getAll().map((cookie) => [cookie.name, cookie.value]))
  const sealed = sessionCookieNames(auth, store)
    .map((name) => pieces.get(name))
    .join('')
  if (!sealed) return undefined
  try {
    return sessionOf(auth, await decode({ token: sealed, secret: auth.secret }), now)
  } catch {
    return undefined
  }
}

export const sealSession = (auth: Auth, session: SessionToken, now = Date.now()): Promise<string> =>
  encode({ token: { ...session }, secret: auth.secret, maxAge: Math.max(1, session.endsAt - Math.floor(now / 1000)) })

const pieceBytes = 4_096 - 163

/** The cookies that hold a sealed session. */
export function sessionPieces(auth: Auth, sealed: string): { name: string; value: string }[] {
  const name = cookieName(auth)
  if (sealed.length <= pieceBytes) return [{ name, value: sealed }]
  return Array.from({ length: Math.ceil(sealed.length / pieceBytes) }, (_, index) => ({
    name: `${name}.${index}`,
    value: sealed.slice(index * pieceBytes, (index + 1) * pieceBytes),
  }))
}

/** Sent along at sign-out only, so a long one is rather left out than carried by every request. */
export const keptIdToken = (idToken: string | null | undefined): string | undefined =>
  idToken && idToken.length <= 2_500 ? idToken : undefined
