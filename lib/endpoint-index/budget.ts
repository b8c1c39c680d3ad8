/** How many calls the index makes in an account and region, whoever looks: AWS's own limits are for both together. */

export const mostASecond = 4
export const mostAnHour = 6_000
/** API Gateway allows an account ten calls a second for everything, deploys among it: the index takes one. */
export const gatewaySpacingMs = 1_000
const spacingMs = 1_000 / mostASecond
const minuteMs = 60_000

export class Budget {
  private freeAt = 0
  /** Calls by minute, of the last hour. */
  private readonly minutes = new Map<number, number>()

  /** How long it takes until a call can be made, ms, and why that is more than the pause between two. */
  waitOf(now: number): { ms: number; why?: 'budget' } {
    const minute = Math.floor(now / minuteMs)
    for (const one of this.minutes.keys()) if (one <= minute - 60) this.minutes.delete(one)
    const used = [...this.minutes.values()].reduce((sum, calls) => sum + calls, 0)
    const [first = minute] = this.minutes.keys()
    if (used >= mostAnHour) return { ms: (first + 60) * minuteMs - now, why: 'budget' }
    return { ms: Math.max(0, this.freeAt - now) }
  }

  take(calls: number, now: number, eachMs = spacingMs): void {
    this.freeAt = Math.max(now, this.freeAt) + calls * eachMs
    const minute = Math.floor(now / minuteMs)
    this.minutes.set(minute, (this.minutes.get(minute) ?? 0) + calls)
  }
}
