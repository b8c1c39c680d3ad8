/** Exports a public API for those who call it or keep it elsewhere. */
import { exportStage } from '../../aws/apigateway/export'
import { observeStages } from '../../aws/apigateway/stage'
import { fail, ok, type Result } from '../../result'
import { stageTag } from '../../spec/names'
import { withBearerKeys } from '../openapi/for-callers'
import type { WiringContext } from '../run/context'
import { findApis } from './find-apis'

/** Returns the OpenAPI 3.0 document of the live stage, as JSON text with two spaces. */
export async function exportApi(
  { clients }: Pick<WiringContext, 'clients'>,
  endpointName: string,
): Promise<Result<{ document: string; stage: string }>> {
  const [api] = await findApis(clients, endpointName)
  // Older builds tagged no stage.
  const stage = api && (api.tags[stageTag] ?? (await observeStages(clients.apiGateway, api.id))[0]?.name)
  if (!api || !stage)
    return fail({
      code: 'not-deployed',
      message: `${endpointName} has no public API, so there is nothing to export.`,
      remedy: 'Deploy it first.',
    })
  const exported: object = JSON.parse(await exportStage(clients.apiGateway, api.id, stage))
  return ok({ document: `${JSON.stringify(withBearerKeys(exported), null, 2)}\n`, stage })
}
