/**
 * What stands before every route: what is turned away, the session checked when it is time to, and the headers of
 * the answer. Nobody is allowed here: pages and actions each request a person themselves.
 * https://nextjs.org/docs/app/api-reference/file-conventions/proxy
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { checkSession } from '@/lib/auth/check-session'
import { gateHeader, gateMark } from '@/lib/auth/gate-mark'
import { config as portico } from '@/lib/config'
import { log } from '@/lib/log'
import { noteForwarded } from '@/lib/running/forwarded'
import { requestNotes } from '@/lib/running/request-notes'
import { invokeOriginsOf } from '@/lib/security/content-security-policy'
import { createGate, type Refused } from '@/lib/security/gate'
import { securityHeaders } from '@/lib/security/headers'
import { storedRateLimit } from '@/lib/security/stored-rate-limit'
import { frameAncestorsOf } from '@/lib/share/frame-ancestors'
import { consoleStore } from '@/lib/store/console-store'

let gate: ReturnType<typeof createGate> | undefined

export async function proxy(request: NextRequest) {
  try {
    return await pass(request)
  } catch (error) {
    const notes = requestNotes()
    if (notes) notes.proxyFailed = true
    const id = randomUUID()
    log().error({ event: 'proxy', id, err: error }, 'unexpected')
    const message = `Portico itself failed before this page. The console's log has the details under id ${id}.\n`
    return new Response(message, { status: 500, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  }
}

async function pass(request: NextRequest) {
  const { auth, aws, trustedProxies, development } = portico()
  const { pathname } = request.nextUrl
  const regions = new Set([...aws.regions, ...aws.accounts.flatMap((account) => account.regions)])
  const nonce = randomBytes(16).toString('base64')
  const headers = securityHeaders({
    nonce,
    invokeOrigins: invokeOriginsOf([...regions], aws.invokeUrlTemplate),
    frameAncestors: await frameAncestorsOf(pathname, auth.secret),
    https: auth.url.startsWith('https:'),
    development,
  })
  noteForwarded(trustedProxies)
  gate ??= createGate(auth.origin, trustedProxies ?? 0, {
    shared: storedRateLimit({
      store: consoleStore,
      secret: auth.secret,
      report: (error) => log().error({ event: 'rate-limit', err: error }, 'a shared rate limit was not counted'),
    }),
  })
  const refused = await gate({ method: request.method, pathname, headers: request.headers })
  if (refused) return responseOf(refused, pathname, headers)

  const onward = new Headers(request.headers)
  // Next reads the nonce for its own scripts from the first, the layout from the second.
  onward.set('content-security-policy', headers['content-security-policy'] ?? '')
  onward.set('x-nonce', nonce)
  onward.set(gateHeader, gateMark())
  // Next holds an action's Origin against these, which behind some proxies name another host, and else whatever was sent.
  onward.set('x-forwarded-host', new URL(auth.origin).host)
  onward.set('x-forwarded-proto', new URL(auth.origin).protocol.slice(0, -1))
  const changes = await checkSession(auth, request.cookies, onward)
  const response = NextResponse.next({ request: { headers: onward } })
  for (const cookie of changes) response.cookies.set(cookie)
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

function responseOf(
  { status, message, retryAfterSeconds }: Refused,
  pathname: string,
  headers: Record<string, string>,
) {
  const all = { ...headers, ...(retryAfterSeconds ? { 'retry-after': String(retryAfterSeconds) } : {}) }
  // next-auth's client goes where `url` says, and the page there says why.
  if (pathname.startsWith('/api/'))
    return Response.json({ url: `/sign-in?error=refused-${status}`, message }, { status, headers: all })
  return new Response(`${message}\n`, { status, headers: { ...all, 'content-type': 'text/plain; charset=utf-8' } })
}

export const config = {
  // Files of the build have nosniff by next.config.js; they hold nothing of anybody. Everything else comes through here.
  matcher: ['/((?!_next/static/).*)'],
}
