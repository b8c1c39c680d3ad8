/** Deployments: snapshots that a stage points at. https://docs.aws.amazon.com/apigateway/latest/api/API_Deployment.html */
import type { Call, Operation } from '../../kernel/types'
import { canaryOf } from './canary'
import { badRequest, notFound } from './errors'
import { restApiOf } from './find'
import { newId } from './ids'
import { refuse, stringMap, text } from './input'
import { snapshotOf } from './openapi/definition'
import { page } from './page'
import { applyPatches, readPatches, replaced } from './patch'
import { checkStageVariables } from './stage-variables'
import { newStage } from './stages'
import type { ApiDefinition, Deployment, Stage } from './state'

function checkDeployable(definition: ApiDefinition): void {
  const methods = [...definition.resources.values()].flatMap((resource) => Object.values(resource.resourceMethods))
  if (methods.length === 0) throw badRequest("The REST API doesn't contain any methods")
  if (methods.some((method) => !method.methodIntegration)) throw badRequest('No integration defined for method')
}

const view = ({ id, description, createdDate, snapshot }: Deployment, embed?: unknown) => ({
  id,
  description,
  createdDate: new Date(createdDate),
  ...(embed ? { apiSummary: summaryOf(snapshot) } : {}),
})

function summaryOf(snapshot: ApiDefinition) {
  return Object.fromEntries(
    [...snapshot.resources.values()].map((resource) => [
      resource.path,
      Object.fromEntries(
        Object.values(resource.resourceMethods).map(({ httpMethod, authorizationType, apiKeyRequired }) => [
          httpMethod,
          { authorizationType, apiKeyRequired },
        ]),
      ),
    ]),
  )
}

/** A canary is a deployment beside the one of a stage that is there. */
function refuseWithoutStage(stageName: unknown, stage: Stage | undefined): asserts stage is Stage {
  if (stage) return
  throw badRequest(
    `Invalid deployment content specified.${
      stageName
        ? `Stage ${stageName} must already be created before making a canary release deployment`
        : `Non null and non empty stageName must be provided for canary deployment. Provided value is ${stageName ?? 'null'}`
    }`,
  )
}

const createDeployment: Operation = (input, call) => {
  refuse(input, ['cacheClusterEnabled'])
  const api = restApiOf(input.restapi_id, call)
  checkDeployable(api)
  const deployment: Deployment = {
    id: newId(6),
    description: text(input.description),
    createdDate: Date.now(),
    snapshot: snapshotOf(api),
  }
  const stageName = text(input.stageName)
  const stage = stageName ? api.stages.get(stageName) : undefined
  const canarySettings = canaryOf(input.canarySettings, api, deployment.id)
  if (canarySettings) {
    refuseWithoutStage(input.stageName, stage)
    api.deployments.set(deployment.id, deployment)
    Object.assign(stage, { canarySettings, lastUpdatedDate: Date.now() })
    return view(deployment)
  }
  const fresh = stageName && !stage ? newStage(api, stageName, deployment.id) : undefined
  api.deployments.set(deployment.id, deployment)
  if (stage) {
    stage.deploymentId = deployment.id
    stage.lastUpdatedDate = Date.now()
    stage.description = text(input.stageDescription) ?? stage.description
    stage.variables = checkStageVariables(stringMap(input.variables)) ?? stage.variables
  }
  if (fresh) {
    fresh.description = text(input.stageDescription)
    fresh.variables = checkStageVariables(stringMap(input.variables))
    api.stages.set(fresh.stageName, fresh)
  }
  return view(deployment)
}

function found(input: { restapi_id: string; deployment_id: string }, call: Call) {
  const api = restApiOf(input.restapi_id, call)
  const deployment = api.deployments.get(input.deployment_id)
  if (!deployment) throw notFound('Invalid Deployment identifier specified')
  return { api, deployment }
}

export const deploymentOperations: Record<string, Operation> = {
  CreateDeployment: createDeployment,
  GetDeployment: (input, call) => view(found(input, call).deployment, input.embed),
  GetDeployments: (input, call) => {
    const api = restApiOf(input.restapi_id, call)
    const { items, position } = page(`GetDeployments ${api.id}`, [...api.deployments.values()], (one) => one.id, input)
    return { item: items.map((one) => view(one)), position }
  },
  UpdateDeployment: (input, call) => {
    const { deployment } = found(input, call)
    applyPatches(deployment, readPatches(input), {
      '/description': replaced((draft, value) => {
        draft.description = value
      }),
    })
    return view(deployment)
  },
  DeleteDeployment: (input, call) => {
    const { api, deployment } = found(input, call)
    if (
      [...api.stages.values()].some((stage) =>
        [stage.deploymentId, stage.canarySettings?.deploymentId].includes(deployment.id),
      )
    )
      throw badRequest('Active stages pointing to this deployment must be moved or deleted')
    api.deployments.delete(deployment.id)
    return {}
  },
}
