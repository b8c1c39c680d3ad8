/**
 * What the deploy form starts with where the record in place is gone: the newest that a version holds, else the copy that the
 * API has, else what is left shows.
 */
import { attempt } from '../../attempt'
import { readApiPart } from '../../aws/apigateway/documentation'
import { readModelSchema } from '../../aws/apigateway/rest-api'
import { readReport } from '../../aws/lambda/report'
import { readLogEvents } from '../../aws/log-events'
import { namesOf, stageTag } from '../../spec/names'
import { hasRouteOf, onlyRoute } from '../../spec/spec'
import { modelNameOf } from '../openapi/model'
import { featuresIn } from '../openapi/read-features'
import { type Salvaged, salvage, type Traces } from '../plan/salvage'
import type { WiringContext } from '../run/context'
import type { Observed } from '../state/observed'
import { copyIn, isServedBy } from '../state/recorded-specs'
import { readDeploymentHistory } from './deployment-history'
import { findApis } from './find-apis'
import { observe } from './observe'

type RecoverContext = Pick<WiringContext, 'clients' | 'target' | 'consoleOrigin' | 'fetch'>

export interface Recovered extends Salvaged {
  /** `copy`: of the deploy that is served; `older-copy`: of one before, for what nothing else shows. */
  from: 'version' | 'copy' | 'older-copy' | 'rest'
}

/**
 * One call where nothing was ever deployed.
 * @param base the defaults of the endpoint
 */
export async function recoverSpec(context: RecoverContext, base: Salvaged['spec']): Promise<Recovered | undefined> {
  const { endpointName } = onlyRoute(base)
  if ((await findApis(context.clients, endpointName)).length === 0) return undefined
  const [history, observed] = await Promise.all([
    readDeploymentHistory(context, endpointName),
    observe(context.clients, context.target, endpointName),
  ])
  const newest = history.find(({ spec }) => spec && hasRouteOf(spec, endpointName))?.spec
  if (newest) return { spec: newest, from: 'version', lost: [] }
  const { api } = observed
  const copy = api && copyIn((await readApiPart(context.clients.apiGateway, api.id))?.properties)
  if (copy?.spec && hasRouteOf(copy.spec, endpointName)) {
    const stage = api?.stages.find(({ name }) => name === api.tags[stageTag])
    if (isServedBy(copy, stage?.deploymentDescription)) return { spec: copy.spec, from: 'copy', lost: [] }
    const rest = salvage(copy.spec, observed)
    return rest && { ...rest, from: 'older-copy' }
  }
  const rest = salvage(base, observed, await readTraces(context, endpointName, observed))
  return rest && { ...rest, from: 'rest' }
}

/** What is refused here is named as lost. */
async function readTraces(
  { clients, target }: RecoverContext,
  endpointName: string,
  { api, logGroup }: Observed,
): Promise<Traces> {
  const { logGroupName } = namesOf(endpointName, target)
  const [schema, memoryMb] = await Promise.all([
    attempt(async () => api && readModelSchema(clients.apiGateway, api.id, modelNameOf(endpointName))),
    attempt(async () => logGroup && readMemory(clients, logGroupName)),
  ])
  return {
    features: schema.ok ? featuresIn(schema.value) : undefined,
    memoryMb: memoryMb.ok ? memoryMb.value : undefined,
  }
}

const hourMs = 3_600_000
/** A busy log has its report in the shortest; each is as much as one look reads. */
const spansMs = [hourMs, 24 * hourMs, 30 * 24 * hourMs]
const mostLines = 1_000

/** Lambda's report names the memory that the function had. */
async function readMemory({ logs }: RecoverContext['clients'], group: string): Promise<number | undefined> {
  for (const spanMs of spansMs) {
    const since = Date.now() - spanMs
    const { events } = await readLogEvents(logs, { group, pattern: '"REPORT RequestId"', since, most: mostLines })
    const memoryMb = readReport(events.at(-1)?.message)?.memoryMb
    if (memoryMb) return memoryMb
  }
  return undefined
}
