import { capitalized } from '@/lib/first-letter'
import type { WiringCheck } from '@/lib/wiring/state/plan'
import type { ArchState } from '../ui/arch'
import { resourceLook } from './resource-look'
import type { Health, ResourceView } from './types'

/** Callers of a URL whose endpoint is gone get an error, however whole the wiring is. */
export const archOfCheck = ({ state, endpointGone }: WiringCheck): ArchState => {
  if (endpointGone && state !== 'none' && state !== 'incomplete') return 'failing'
  return state === 'healthy' ? 'live' : state
}

/** `Stage: throttlingRateLimit`, `Invoke permission: missing`. */
export const inWords = ({ type, what }: WiringCheck['differing'][number]): string =>
  `${resourceLook[type].word}: ${what}`

/** Makes a sentence of what could not be checked. */
export const sentenceOf = (unchecked: string): string => `${capitalized(unchecked)}.`

type Checked = Pick<ResourceView, 'health' | 'unchecked'>

/** Returns `partly` instead of `healthy` if something of the resource could not be read. */
export const healthOf = ({ health, unchecked = [] }: Checked): Health =>
  health === 'healthy' && unchecked.length > 0 ? 'partly' : health

const order: Health[] = ['missing', 'changed', 'partly', 'healthy']

/** Returns the worst of several; undefined if there is none. */
export const worstOf = (resources: Checked[]): Health | undefined =>
  order.find((health) => resources.some((one) => healthOf(one) === health))

/** `11 of 11 healthy`; `9 of 11 healthy, 2 partly checked`. */
export function healthSummary(resources: Checked[]): string {
  const count = (health: Health) => resources.filter((one) => healthOf(one) === health).length
  const partly = count('partly')
  return `${count('healthy')} of ${resources.length} healthy${partly > 0 ? `, ${partly} partly checked` : ''}`
}
