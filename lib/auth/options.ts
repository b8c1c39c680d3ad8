/** next-auth: who can sign in and how, and the session that comes of it. https://next-auth.js.org/configuration/options */
import { randomUUID } from 'node:crypto'
import type { Account, NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { Issuer } from 'openid-client'
import type { Config } from '../config/types'
import { log } from '../log'
import { type Claims, type Judged, judge } from './claims'
import { demoPeople } from './demo-people'
import { githubProvider } from './github'
import { leave } from './leave'
import { oidcProvider } from './oidc'
import { begunHere } from './other-processes'
import { githubClaims } from './query-provider'
import { safePath } from './safe-path'
import {
  cookiesOf,
  issuerOf,
  keptIdToken,
  type SessionToken,
  sessionOf,
  sessionSeconds,
  uncheckedSessionSeconds,
} from './session-token'

type Auth = Config['auth']

/** @param issuer what is known of the OpenID provider; without it nobody can sign in there */
export function authOptions(auth: Auth, issuer?: Issuer): NextAuthOptions {
  return {
    secret: auth.secret,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: cookiesOf(auth),
    providers: [
      ...(auth.oidc ? [oidcProvider(auth.oidc, issuer)] : []),
      ...(auth.github ? [githubProvider(auth.github)] : []),
      ...(auth.demoSignIn ? [demoProvider()] : []),
    ],
    callbacks: {
      redirect: ({ url }) => auth.origin + safePath(url, auth.origin),
      signIn({ account, profile, user }) {
        const judged = judgedOf(auth, account, profile as Claims | undefined)
        if (!judged || judged.ok) return true
        log().warn({ event: 'sign-in', provider: account?.provider, person: user.email, code: judged.code }, 'refused')
        return `${auth.origin}/sign-in?error=${judged.code}`
      },
      jwt({ token, account, profile, user }) {
        // Only at sign-in; whoever requests the session later gets what was sealed then.
        if (!account) return token
        return { ...newSession(auth, account, profile as Claims | undefined, user.id) }
      },
      // Nothing of a session is for the browser.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signIn: ({ user, account }) =>
        log().info({ event: 'sign-in', provider: account?.provider, person: user.email }, 'signed in'),
      async signOut({ token }) {
        log().info({ event: 'sign-out', person: token?.email }, 'signed out')
        const session = sessionOf(auth, token)
        if (session) await leave(auth, session)
      },
    },
    logger: {
      error: (code, metadata) => log().error({ code, message: messageOf(metadata) }, 'next-auth'),
      warn: (code) => log().warn({ code }, 'next-auth'),
      debug: () => {},
    },
  }
}

function demoProvider() {
  return CredentialsProvider({
    id: 'demo',
    name: 'Demo people',
    credentials: { person: { label: 'Person' } },
    authorize: (credentials) => demoPeople.find((one) => one.id === credentials?.person) ?? null,
  })
}

/** Undefined of demo people, whom configuration allows as they are. */
function judgedOf(auth: Auth, account: Account | null, claims: Claims = {}): Judged | undefined {
  if (account?.provider === 'oidc' && auth.oidc) return judge(claims, auth.oidc.claims, auth.roles)
  if (account?.provider === 'github') return judge(claims, githubClaims, auth.roles)
  return undefined
}

function newSession(auth: Auth, account: Account, claims: Claims | undefined, userId: string): SessionToken {
  const provider = account.provider as SessionToken['provider']
  const judged = judgedOf(auth, account, claims)
  const demo = provider === 'demo' ? demoPeople.find((one) => one.id === userId) : undefined
  const person = judged?.ok ? judged.person : demo
  const issuer = issuerOf(auth, provider)
  if (!person || !issuer) throw new Error('A session without a person')
  const now = Math.floor(Date.now() / 1000)
  const refreshToken = provider === 'oidc' ? account.refresh_token : undefined
  const accessToken = provider === 'github' ? account.access_token : undefined
  const isCheckable = provider === 'demo' || refreshToken || accessToken
  if (!isCheckable) log().warn({ event: 'sign-in', provider }, 'no refresh token: the session ends after an hour')
  return {
    sid: randomUUID(),
    sub: person.id,
    name: person.name,
    email: person.email,
    role: person.role,
    provider,
    issuer,
    endsAt: now + (isCheckable ? sessionSeconds : uncheckedSessionSeconds),
    begun: begunHere(),
    checkedAt: now,
    refreshToken,
    accessToken,
    idToken: provider === 'oidc' ? keptIdToken(account.id_token) : undefined,
  }
}

/** Why, without the one-time values of somebody's sign-in. */
export function messageOf(metadata: unknown): string | undefined {
  const error = metadata instanceof Error ? metadata : (metadata as { error?: unknown } | undefined)?.error
  return error instanceof Error ? error.message.replace(/(state|nonce) mismatch.*/s, '$1 mismatch') : undefined
}
