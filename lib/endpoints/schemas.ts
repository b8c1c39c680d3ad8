/** Input of actions about endpoints, checked before any call of AWS. */
import { z } from 'zod'
import { endpointName } from '../spec/endpoint'

export const endpointNames = z.object({ names: z.array(endpointName).max(50, 'At most 50 endpoints at a time') })
