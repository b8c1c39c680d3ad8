/** What is turned away before any route sees it: writes from other sites, bodies that are too big, too many in a minute. */
import { callerOf, createRateLimit, networksOf, type RateLimit } from './rate-limit'

/** A server action with its file part is at most 6 MB (next.config.js); every other route takes a form of sign-in. */
const actionBytes = 6.5 * 1024 * 1024
const routeBytes = 64 * 1024

interface GateRequest {
  method: string
  pathname: string
  headers: Headers
}

export interface Refused {
  status: 403 | 411 | 413 | 429
  message: string
  retryAfterSeconds?: number
}

type Limited = 'sign-ins' | 'shares'

const limits: Record<Limited, RateLimit> = {
  'sign-ins': { perMinute: 60, perMinuteOfSite: 300, perMinuteOfAll: 1_200 },
  shares: { perMinute: 120, perMinuteOfSite: 750, perMinuteOfAll: 3_000 },
}

interface GatePlace {
  now?: () => number
  /** The limit that all processes share. Returns 0 if the caller can go on, else after how many seconds to come again. */
  shared?: (name: Limited, limit: RateLimit, caller: string, site?: string) => Promise<number>
}

/** Each process counts by itself first, so that whoever sends far too much does not reach what the processes share. */
export function createGate(origin: string, trustedProxies: number, { now, shared = async () => 0 }: GatePlace = {}) {
  const own = {
    'sign-ins': createRateLimit(limits['sign-ins'], now),
    shares: createRateLimit(limits.shares, now),
  }

  return async ({ method, pathname, headers }: GateRequest): Promise<Refused | undefined> => {
    const reads = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
    if (!reads) {
      const refused = foreign(headers, origin) ?? tooBig(headers, pathname)
      if (refused) return refused
    }
    const limit = limitOf(pathname, reads)
    if (!limit) return undefined
    const address = callerOf(headers.get('x-forwarded-for'), trustedProxies)
    const { caller, site } = networksOf(address)
    const seconds = own[limit].take(caller, site)
    if (seconds > 0) return tooMany(seconds)
    const secondsOfAll = await shared(limit, limits[limit], caller, site)
    if (secondsOfAll === 0) return undefined
    own[limit].refuse()
    return tooMany(secondsOfAll)
  }
}

const tooMany = (seconds: number): Refused => ({
  status: 429,
  retryAfterSeconds: seconds,
  message: `Too many requests from your address. Try again in ${seconds} s.`,
})

function limitOf(pathname: string, reads: boolean): Limited | undefined {
  if (pathname.startsWith('/share/')) return 'shares'
  if (pathname.startsWith('/api/auth/callback') || (pathname.startsWith('/api/auth/') && !reads)) return 'sign-ins'
  return undefined
}

/** Browsers name the page's origin with every write. https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html */
function foreign(headers: Headers, origin: string): Refused | undefined {
  const from = headers.get('origin')
  if (from === origin) return undefined
  const whence = from
    ? `This request comes from ${URL.canParse(from) ? new URL(from).origin : 'elsewhere'}`
    : 'This request does not say where it comes from'
  return {
    status: 403,
    message: `${whence}. Open the console at ${origin}, which is what NEXTAUTH_URL names, and do it there.`,
  }
}

function tooBig(headers: Headers, pathname: string): Refused | undefined {
  const length = headers.get('content-length')
  const isRoute = pathname.startsWith('/api/')
  const most = isRoute ? routeBytes : actionBytes
  // Next itself counts what an action streams; what a route would read is known beforehand or refused.
  if (length === null)
    return isRoute && headers.has('transfer-encoding')
      ? { status: 411, message: 'Send the length of the body.' }
      : undefined
  if (Number(length) <= most) return undefined
  return { status: 413, message: `The body is too large: at most ${most / 1024} KiB are taken here.` }
}
