/** Reads the specs that no function keeps, from the API's documentation, and which of them callers meet. */
import { readApiPart } from '../../aws/apigateway/documentation'
import { observeDeployment, observeStages } from '../../aws/apigateway/stage'
import type { ObservedApi, ObservedStage } from '../../aws/types'
import { integrationTag, stageTag } from '../../spec/names'
import { onlyRoute } from '../../spec/spec'
import type { WiringContext } from '../run/context'
import type { Observed } from '../state/observed'
import { type RecordedSpec, recordedSpecsIn, servedSpec } from '../state/recorded-specs'
import { findApis } from './find-apis'

type ReadContext = Pick<WiringContext, 'clients'>

export async function readRecordedSpecs({ clients }: ReadContext, restApiId: string): Promise<RecordedSpec[]> {
  return recordedSpecsIn((await readApiPart(clients.apiGateway, restApiId))?.properties)
}

/**
 * Undefined where a function answers, and where there is no record. One call if a function always did: a tag shows it.
 * @param known the endpoint's API, where it was read already
 */
export async function readServedSpec(
  context: ReadContext,
  endpointName: string,
  known?: Pick<ObservedApi, 'id' | 'tags'>,
): Promise<RecordedSpec | undefined> {
  const { clients } = context
  const api = known ?? (await findApis(clients, endpointName))[0]
  if (!api || api.tags[integrationTag] === undefined) return undefined
  const [recordedSpecs, stages] = await Promise.all([
    readRecordedSpecs(context, api.id),
    observeStages(clients.apiGateway, api.id),
  ])
  const stage = ourStage(api, stages, recordedSpecs)
  const deploymentDescription = stage && (await observeDeployment(clients.apiGateway, api.id, stage.deploymentId))
  return withoutFunction(recordedSpecs, stage && { ...stage, deploymentDescription })
}

/** The spec that callers meet, where no function answers them. */
export function servedWithout({ api }: Pick<Observed, 'api'>): RecordedSpec | undefined {
  if (!api?.recordedSpecs) return undefined
  return withoutFunction(api.recordedSpecs, ourStage(api, api.stages, api.recordedSpecs))
}

function withoutFunction(recordedSpecs: RecordedSpec[], stage: ObservedStage | undefined): RecordedSpec | undefined {
  const served = servedSpec(recordedSpecs, stage && (stage.deploymentDescription ?? ''))
  return served?.spec && onlyRoute(served.spec).integration ? served : undefined
}

/** The tag names the stage once a deploy has finished. */
const ourStage = <T extends ObservedStage>(
  { tags }: Pick<ObservedApi, 'tags'>,
  stages: T[],
  recordedSpecs: RecordedSpec[],
): T | undefined => {
  const name = tags[stageTag] ?? recordedSpecs[0]?.spec?.stage
  return stages.find((stage) => stage.name === name) ?? stages[0]
}
