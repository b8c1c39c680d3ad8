/**
 * What an import leaves out in an account that stands for an emulator. API Gateway leaves nothing of it out; moto's
 * `put_rest_api` reads neither validators nor gateway responses, and breaks on a MOCK without `uri` (moto/apigateway/models.py).
 */
import { z } from 'zod'
import type { Call } from '../../../kernel/types'

export const importDropsSchema = z.object({
  validators: z.boolean().default(false),
  gatewayResponses: z.boolean().default(false),
  mockIntegrations: z.boolean().default(false),
})

type ImportDrops = z.infer<typeof importDropsSchema>

/** Returns the settings of an account in a region. */
export const importDropsOf = ({ world, accountId, region }: Pick<Call, 'world' | 'accountId' | 'region'>) =>
  world.state('apigateway-import-drops', accountId, region, (): ImportDrops => importDropsSchema.parse({}))
