/** Where no function keeps them: the wishes in the API's documentation, and which of them callers meet. */
import { readApiPart } from '../../aws/apigateway/documentation'
import { observeDeployment, observeStages } from '../../aws/apigateway/stage'
import type { ObservedApi, ObservedStage } from '../../aws/types'
import { integrationTag, stageTag } from '../../spec/names'
import type { Observed } from '../plan/observed'
import { type RecordedWish, servedWish, wishesIn } from '../plan/wishes'
import type { WiringContext } from '../run/context'
import { findApis } from './find-apis'

type ReadContext = Pick<WiringContext, 'clients'>

export async function readWishes({ clients }: ReadContext, restApiId: string): Promise<RecordedWish[]> {
  return wishesIn((await readApiPart(clients.apiGateway, restApiId))?.properties)
}

/**
 * Undefined where a function answers, and where there is no record. One call where a function always did: a tag tells.
 * @param known the endpoint's API, where it was read already
 */
export async function readServedWish(
  context: ReadContext,
  endpointName: string,
  known?: Pick<ObservedApi, 'id' | 'tags'>,
): Promise<RecordedWish | undefined> {
  const { clients } = context
  const api = known ?? (await findApis(clients, endpointName))[0]
  if (!api || api.tags[integrationTag] === undefined) return undefined
  const [wishes, stages] = await Promise.all([readWishes(context, api.id), observeStages(clients.apiGateway, api.id)])
  const stage = ourStage(api, stages, wishes)
  const deploymentDescription = stage && (await observeDeployment(clients.apiGateway, api.id, stage.deploymentId))
  return withoutFunction(wishes, stage && { ...stage, deploymentDescription })
}

/** The wish that callers meet, where no function answers them. */
export function servedWithout({ api }: Pick<Observed, 'api'>): RecordedWish | undefined {
  if (!api?.wishes) return undefined
  return withoutFunction(api.wishes, ourStage(api, api.stages, api.wishes))
}

function withoutFunction(wishes: RecordedWish[], stage: ObservedStage | undefined): RecordedWish | undefined {
  const served = servedWish(wishes, stage && (stage.deploymentDescription ?? ''))
  return served?.spec?.integration ? served : undefined
}

/** The tag names the stage once a deploy has finished. */
export const ourStage = <T extends ObservedStage>(
  { tags }: Pick<ObservedApi, 'tags'>,
  stages: T[],
  wishes: RecordedWish[],
): T | undefined => {
  const name = tags[stageTag] ?? wishes[0]?.spec?.stage
  return stages.find((stage) => stage.name === name) ?? stages[0]
}
