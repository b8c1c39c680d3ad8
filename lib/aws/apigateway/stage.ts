/** Deployments, which are snapshots, and the stage that points at one. */
import {
  type APIGatewayClient,
  CreateDeploymentCommand,
  DeleteDeploymentCommand,
  DeleteStageCommand,
  FlushStageCacheCommand,
  GetDeploymentCommand,
  GetStagesCommand,
  type PatchOperation,
  paginateGetDeployments,
  type Stage,
  UpdateDeploymentCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import { orAbsent, removedNow } from '../absent'
import type { ObservedStage } from '../types'
import { allMethods, settingsByMethod, throttleOf } from './method-settings'

/** Lists the stages of an API. Empty if the API is gone. https://docs.aws.amazon.com/apigateway/latest/api/API_GetStages.html */
export async function observeStages(client: APIGatewayClient, restApiId: string): Promise<ObservedStage[]> {
  const response = await orAbsent(client.send(new GetStagesCommand({ restApiId })))
  return (response?.item ?? []).map(reshape)
}

function reshape(stage: Stage): ObservedStage {
  const all = stage.methodSettings?.[allMethods]
  return {
    name: stage.stageName ?? '',
    deploymentId: stage.deploymentId ?? '',
    ...throttleOf(all),
    methods: Object.fromEntries(
      Object.entries(settingsByMethod(stage.methodSettings)).map(([method, { keys, ...setting }]) => [
        method,
        { ...throttleOf(setting), keys, cached: setting.cachingEnabled },
      ]),
    ),
    cache: stage.cacheClusterEnabled
      ? {
          sizeGb: stage.cacheClusterSize ?? '',
          ttlSeconds: all?.cachingEnabled ? all.cacheTtlInSeconds : undefined,
          isReady: stage.cacheClusterStatus === 'AVAILABLE',
        }
      : undefined,
    canary: stage.canarySettings && {
      percent: stage.canarySettings.percentTraffic ?? 0,
      deploymentId: stage.canarySettings.deploymentId ?? '',
    },
    webAcl: stage.webAclArn,
    transferMode: stage.variables?.transferMode,
    accessLog: stage.accessLogSettings?.destinationArn
      ? { arn: stage.accessLogSettings.destinationArn, format: stage.accessLogSettings.format ?? '' }
      : undefined,
    tags: stage.tags ?? {},
  }
}

/** The description of a deployment: all that AWS shows of a snapshot. */
export async function observeDeployment(
  client: APIGatewayClient,
  restApiId: string,
  deploymentId: string,
): Promise<string | undefined> {
  return (await orAbsent(client.send(new GetDeploymentCommand({ restApiId, deploymentId }))))?.description
}

/** Holds one snapshot of an API; AWS shows nothing of its content but the description. */
export interface ObservedDeployment {
  id: string
  description: string
  /** ms. */
  createdAt: number
}

/** Every snapshot of the API, the newest first. */
export async function listDeployments(client: APIGatewayClient, restApiId: string): Promise<ObservedDeployment[]> {
  const deployments: ObservedDeployment[] = []
  for await (const page of paginateGetDeployments({ client, pageSize: 500 }, { restApiId })) {
    for (const { id = '', description = '', createdDate } of page.items ?? []) {
      deployments.push({ id, description, createdAt: createdDate?.getTime() ?? 0 })
    }
  }
  return deployments.sort((a, b) => b.createdAt - a.createdAt)
}

/** Replaces the description of a snapshot. Throws NotFoundException if it is gone. */
export async function describeDeployment(
  client: APIGatewayClient,
  restApiId: string,
  deploymentId: string,
  description: string,
): Promise<void> {
  const patchOperations: PatchOperation[] = [{ op: 'replace', path: '/description', value: description }]
  await client.send(new UpdateDeploymentCommand({ restApiId, deploymentId, patchOperations }))
}

/** Refused while a stage points at it. */
export async function removeDeployment(
  client: APIGatewayClient,
  restApiId: string,
  deploymentId: string,
): Promise<boolean> {
  return removedNow(client.send(new DeleteDeploymentCommand({ restApiId, deploymentId })))
}

/** One per 5 s and account. With `stageName` the stage is made, or switched at once. */
export async function createDeployment(
  client: APIGatewayClient,
  restApiId: string,
  { description, stageName }: { description: string; stageName?: string },
): Promise<string> {
  return (await client.send(new CreateDeploymentCommand({ restApiId, description, stageName }))).id ?? ''
}

/**
 * Takes the settings of one method away, so that those of the stage hold again.
 * @param keys as the stage has them
 */
export async function removeMethodSettings(
  client: APIGatewayClient,
  restApiId: string,
  stageName: string,
  keys: string[],
): Promise<void> {
  const patchOperations: PatchOperation[] = keys.map((key) => ({ op: 'remove', path: `/${key}` }))
  await client.send(new UpdateStageCommand({ restApiId, stageName, patchOperations }))
}

/**
 * CreateDeployment takes no throttle, so the stage gets it here. All of a patch holds, or none of it.
 * @param change with a `methodKey` (`~1iris/ANY`) the throttle is of that method alone
 */
export async function updateStage(
  client: APIGatewayClient,
  restApiId: string,
  stageName: string,
  change: {
    deploymentId?: string
    rateLimit?: number
    burstLimit?: number
    methodKey?: string
    /** The stage's cache: `null` takes it away. */
    cache?: { sizeGb: string; ttlSeconds: number } | null
    /** The stage variable of this name: `null` takes it away. */
    transferMode?: string | null
    /** `null` ends the log. */
    accessLog?: { arn: string; format: string } | null
    /** Keys of methods whose settings go, so that those of the stage hold for them. */
    withoutMethods?: string[]
    /** All calls go to the one deployment again. https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html */
    withoutCanary?: true
  },
): Promise<ObservedStage> {
  const { cache, methodKey = allMethods } = change
  const operations: [string, string | number | undefined][] = [
    ['/cacheClusterEnabled', cache === undefined ? undefined : String(cache !== null)],
    ['/cacheClusterSize', cache?.sizeGb],
    ['/*/*/caching/enabled', cache === undefined ? undefined : String(cache !== null)],
    ['/*/*/caching/ttlInSeconds', cache?.ttlSeconds],
    [`/${methodKey}/throttling/rateLimit`, change.rateLimit],
    [`/${methodKey}/throttling/burstLimit`, change.burstLimit],
    ['/deploymentId', change.deploymentId],
    ['/variables/transferMode', change.transferMode ?? undefined],
    ['/accessLogSettings/destinationArn', change.accessLog?.arn],
    ['/accessLogSettings/format', change.accessLog?.format],
  ]
  const patchOperations: PatchOperation[] = operations
    .filter(([, value]) => value !== undefined)
    .map(([path, value]) => ({ op: 'replace', path, value: String(value) }))
  if (change.transferMode === null) patchOperations.push({ op: 'remove', path: '/variables/transferMode' })
  for (const key of change.withoutMethods ?? []) patchOperations.push({ op: 'remove', path: `/${key}` })
  if (change.withoutCanary) patchOperations.push({ op: 'remove', path: '/canarySettings' })
  if (change.accessLog === null) patchOperations.push({ op: 'remove', path: '/accessLogSettings' })
  return reshape(await client.send(new UpdateStageCommand({ restApiId, stageName, patchOperations })))
}

/** What was kept goes: it is of the deployment before. https://docs.aws.amazon.com/apigateway/latest/api/API_FlushStageCache.html */
export async function flushCache(client: APIGatewayClient, restApiId: string, stageName: string): Promise<void> {
  await client.send(new FlushStageCacheCommand({ restApiId, stageName }))
}

/** Removes a stage, and with it the invoke URL. False if it was gone already. */
export async function removeStage(client: APIGatewayClient, restApiId: string, stageName: string): Promise<boolean> {
  return removedNow(client.send(new DeleteStageCommand({ restApiId, stageName })))
}
