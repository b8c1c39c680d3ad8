/**
 * So many in a minute, by caller and in all. The counts are of this process; those that all processes share are in the store
 * (`stored-rate-limit.ts`). A bucket fills steadily and never over its size.
 */
export interface RateLimit {
  perMinute: number
  perMinuteOfAll: number
}

interface Bucket {
  left: number
  at: number
}

const mostCallers = 20_000

/** Answers 0 where the caller can go on, else after how many seconds to come again. */
export function createRateLimit({ perMinute, perMinuteOfAll }: RateLimit, now: () => number = Date.now) {
  const callers = new Map<string, Bucket>()
  let all: Bucket = { left: perMinuteOfAll, at: now() }

  const filled = (bucket: Bucket, size: number): Bucket => ({
    left: Math.min(size, bucket.left + ((now() - bucket.at) / 60_000) * size),
    at: now(),
  })
  const secondsUntil = (bucket: Bucket, size: number) => Math.ceil(((1 - bucket.left) / size) * 60)

  return (caller: string): number => {
    const mine = filled(callers.get(caller) ?? { left: perMinute, at: now() }, perMinute)
    all = filled(all, perMinuteOfAll)
    callers.delete(caller)
    // The one that was longest away is the fullest, so forgetting it changes the least.
    if (callers.size >= mostCallers) callers.delete(callers.keys().next().value ?? '')
    callers.set(caller, mine)
    if (mine.left < 1) return secondsUntil(mine, perMinute)
    if (all.left < 1) return secondsUntil(all, perMinuteOfAll)
    mine.left -= 1
    all.left -= 1
    return 0
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
