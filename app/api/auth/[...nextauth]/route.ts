import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { discover, ProviderProblem } from '@/lib/auth/oidc'
import { authOptions } from '@/lib/auth/options'
import { config } from '@/lib/config'
import { log } from '@/lib/log'

type Context = { params: Promise<{ nextauth: string[] }> }

/** Only a sign-in there calls the OpenID provider. */
async function handler(request: NextRequest, context: Context) {
  const { auth } = config()
  const { nextauth } = await context.params
  const [action, provider] = nextauth
  // next-auth's own pages would have anybody write into the log.
  if (action === '_log') return new Response(null, { status: 204 })
  const callsProvider = auth.oidc && provider === 'oidc' && (action === 'signin' || action === 'callback')
  if (!auth.oidc || !callsProvider) return NextAuth(authOptions(auth))(request, context)
  try {
    const issuer = await discover(auth.oidc)
    return NextAuth(authOptions(auth, issuer))(request, context)
  } catch (error) {
    if (!(error instanceof ProviderProblem)) throw error
    log().error({ event: 'sign-in', code: error.code, message: error.message }, 'provider')
    const url = `${auth.origin}/sign-in?error=${error.code}`
    return request.method === 'POST' ? Response.json({ url }) : Response.redirect(url)
  }
}

export { handler as GET, handler as POST }
