import type { WiringCheck } from '@/lib/wiring/plan'
import type { ArchState } from '../ui/arch'
import { resourceLook } from './resource-look'

/** Callers of a URL whose endpoint is gone get an error, however whole the wiring is. */
export const archOfCheck = ({ state, endpointGone }: WiringCheck): ArchState => {
  if (endpointGone && state !== 'none' && state !== 'incomplete') return 'failing'
  return state === 'healthy' ? 'live' : state
}

/** `Stage: throttlingRateLimit`, `Invoke permission: missing`. */
export const inWords = ({ type, what }: WiringCheck['differing'][number]): string =>
  `${resourceLook[type].word}: ${what}`
