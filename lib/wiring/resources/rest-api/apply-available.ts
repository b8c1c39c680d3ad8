/** Waits for the REST API after a write. */

import { observeRestApi } from '../../../aws/apigateway/rest-api'
import type { ObservedApi } from '../../../aws/types'
import { Refusal } from '../../../errors'
import type { StepHandle } from '../../run/progress'
import type { Run } from '../../run/run'

/** API Gateway can still be at work on an API after it answered. */
export async function available(run: Run, step: StepHandle, restApiId: string): Promise<ObservedApi> {
  const api = await step.until(
    async () => {
      const found = await observeRestApi(run.context.clients.apiGateway, restApiId)
      return found && found.status !== 'PENDING' && found.status !== 'UPDATING' ? found : undefined
    },
    { detail: 'Waiting until the API is available', limitMs: 2 * 60_000 },
  )
  if (api?.status === 'AVAILABLE') return api
  throw new Refusal({
    code: 'api-not-available',
    message: `REST API ${restApiId} did not become available.`,
    remedy: 'Deploy again in a minute: it goes on where it stopped.',
  })
}
