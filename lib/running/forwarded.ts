/** Says once that requests come through a proxy that the configuration does not name: all callers look like one then. */
import { log } from '../log'
import { processWide } from '../process-wide'
import { requestNotes } from './request-notes'

const state = processWide('forwarded', () => ({ seen: false }))

const warning =
  'TRUSTED_PROXIES is not set, and requests come with X-Forwarded-For, which the console does not believe. Set it to the number of proxies before the console (1 for a load balancer), or to 0 if there is none.'

/** Looks at the request that is answered. */
export function noteForwarded(trustedProxies: number | undefined): void {
  if (state.seen || trustedProxies !== undefined || !requestNotes()?.forwardedForDropped) return
  state.seen = true
  log().warn({ event: 'proxies' }, warning)
}

/** For `/api/ready`. */
export const forwardedWarnings = (): string[] => (state.seen ? [warning] : [])
