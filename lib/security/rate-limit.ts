/**
 * So many in a minute, by caller, by the site of callers, and in all. The counts are of this process; those that all processes share are in the store
 * (`stored-rate-limit.ts`). A bucket fills steadily and never over its size.
 */
import { isIPv6 } from 'node:net'

export interface RateLimit {
  perMinute: number
  /** Counts all callers of one site (`networksOf`): fewer than all, so that no site can turn everybody else away. */
  perMinuteOfSite: number
  perMinuteOfAll: number
}

interface Bucket {
  left: number
  at: number
}

const mostCallers = 20_000

export interface OwnLimit {
  /** Returns 0 if the caller can go on, else after how many seconds to come again. */
  take(caller: string, site?: string): number
  /** Gives one request back to all callers: it was refused elsewhere, so it is the caller's alone. */
  refuse(): void
}

/** Creates the limit of this process. @param now ms */
export function createRateLimit(
  { perMinute, perMinuteOfSite, perMinuteOfAll }: RateLimit,
  now: () => number = Date.now,
): OwnLimit {
  const callers = new Map<string, Bucket>()
  let all: Bucket = { left: perMinuteOfAll, at: now() }

  const filled = (bucket: Bucket, size: number): Bucket => ({
    left: Math.min(size, bucket.left + ((now() - bucket.at) / 60_000) * size),
    at: now(),
  })
  const secondsUntil = (bucket: Bucket, size: number) => Math.ceil(((1 - bucket.left) / size) * 60)

  const bucketOf = (name: string, size: number): Bucket => {
    const bucket = filled(callers.get(name) ?? { left: size, at: now() }, size)
    callers.delete(name)
    // The one that was longest away is the fullest, so forgetting it changes the least.
    if (callers.size >= mostCallers) callers.delete(callers.keys().next().value ?? '')
    callers.set(name, bucket)
    return bucket
  }

  const take = (caller: string, site?: string): number => {
    const mine = bucketOf(caller, perMinute)
    const sites = site === undefined ? undefined : bucketOf(site, perMinuteOfSite)
    all = filled(all, perMinuteOfAll)
    if (mine.left < 1) return secondsUntil(mine, perMinute)
    if (sites && sites.left < 1) return secondsUntil(sites, perMinuteOfSite)
    if (all.left < 1) return secondsUntil(all, perMinuteOfAll)
    for (const bucket of [mine, sites, all]) if (bucket) bucket.left -= 1
    return 0
  }

  return {
    take,
    refuse: () => {
      all = filled(all, perMinuteOfAll)
      all.left = Math.min(perMinuteOfAll, all.left + 1)
    },
  }
}

/**
 * The caller's address as the outermost trusted proxy saw it: each proxy adds one at the right, so what lies further left
 * was written by the caller. Without a proxy the entrance writes the socket's own and nothing else.
 */
export function callerOf(forwardedFor: string | null, trustedProxies: number): string {
  const parts = (forwardedFor ?? '').split(',').map((part) => part.trim())
  return (parts.at(-trustedProxies) ?? parts[0])?.replace(/^::ffff:/i, '') || 'unknown'
}

/** Whose requests are counted together. */
interface Networks {
  /** An IPv4 address, or the /64 of an IPv6 address, of which one host can take any address. */
  caller: string
  /**
   * Limited together once more: the /48 of an IPv6 address, which a provider gives to one site, and whose 65,536 networks would be as many
   * callers. An IPv4 address has none. https://www.rfc-editor.org/rfc/rfc6177#section-2
   */
  site?: string
}

/** Names the networks of an address; an IPv6 address that stands for an IPv4 address is that one. https://www.rfc-editor.org/rfc/rfc4291#section-2.5.4 */
export function networksOf(address: string): Networks {
  if (!isIPv6(address)) return { caller: address }
  // A URL has the one shortest form of the address. https://url.spec.whatwg.org/#concept-ipv6-serializer
  const shortest = new URL(`http://[${address.split('%', 1)[0]}]`).hostname.slice(1, -1)
  const [head = [], tail] = shortest.split('::').map((side) => (side === '' ? [] : side.split(':')))
  const groups = tail ? [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail] : [...head]
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff') {
    const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16))
    return { caller: [high >> 8, high & 255, low >> 8, low & 255].join('.') }
  }
  return { caller: `${groups.slice(0, 4).join(':')}::/64`, site: `${groups.slice(0, 3).join(':')}::/48` }
}
