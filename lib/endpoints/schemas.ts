/** Input of actions about endpoints, checked before any call of AWS. */
import { z } from 'zod'
import { endpointName } from '../spec/route-parts/endpoint'

/** One action takes as many. */
export const mostEndpoints = 50

export const endpointNames = z.object({
  names: z.array(endpointName).max(mostEndpoints, `At most ${mostEndpoints} endpoints at a time`),
})
