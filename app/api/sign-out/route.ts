import { cookies } from 'next/headers'
import { leave, warnOfProvider } from '@/lib/auth/leave'
import { endSessionUrl } from '@/lib/auth/oidc'
import { cookiesOf, readSession, sessionCookieNames } from '@/lib/auth/session-token'
import { config } from '@/lib/config'
import { log } from '@/lib/log'

/** Ends the session here and, if possible, at the provider. Answers where the browser goes next. */
export async function POST() {
  const { auth } = config()
  const store = await cookies()
  const session = await readSession(auth, store)
  const { options } = cookiesOf(auth).sessionToken ?? {}
  for (const name of sessionCookieNames(auth, store)) store.set(name, '', { ...options, maxAge: 0 })
  const backTo = `${auth.origin}/sign-in`
  if (!session) return Response.json({ url: backTo })
  log().info({ event: 'sign-out', person: session.email }, 'signed out')
  const { oidc } = auth
  const [url] = await Promise.all([
    session.provider === 'oidc' && oidc && endSessionUrl(oidc, session.idToken, backTo).catch(warnOfProvider),
    leave(auth, session),
  ])
  return Response.json({ url: url || backTo })
}
