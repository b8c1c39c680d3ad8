/** next-auth: sessions as signed JWTs in an http-only cookie, eight hours long. https://next-auth.js.org/configuration/options */
import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { config } from '../config'
import { log } from '../log'
import { demoPeople } from './demo-people'
import { isRole } from './roles'

const sessionSeconds = 8 * 60 * 60

export function authOptions(): NextAuthOptions {
  const { auth } = config()
  return {
    secret: auth.secret,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: auth.demoSignIn ? [demoProvider()] : [],
    callbacks: {
      jwt({ token, user }) {
        if (user) {
          const person = demoPeople.find((one) => one.id === user.id)
          token.role = person?.role
        }
        return token
      },
      session({ session, token }) {
        return { ...session, person: personOf(token) }
      },
    },
    events: {
      signIn: ({ user }) => log().info({ event: 'sign-in', person: user.email }, 'signed in'),
      signOut: ({ token }) => log().info({ event: 'sign-out', person: token?.email }, 'signed out'),
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

/** Undefined unless the token holds all of a person: an old or foreign token signs nobody in. */
export function personOf(token: { sub?: string; name?: string | null; email?: string | null; role?: unknown }) {
  if (!token.sub || !token.email || !isRole(token.role)) return undefined
  return { id: token.sub, name: token.name ?? token.email, email: token.email, role: token.role }
}

function messageOf(metadata: unknown): string | undefined {
  if (metadata instanceof Error) return metadata.message
  if (typeof metadata === 'object' && metadata && 'error' in metadata && metadata.error instanceof Error)
    return metadata.error.message
  return undefined
}
