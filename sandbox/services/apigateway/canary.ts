/**
 * The canary of a stage: another deployment answers a percentage of its traffic, with stage variables of its own.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 */
import { badRequest, noSuchSetting } from './errors'
import { stringMap } from './input'
import { flagOf, type Patch } from './patch'
import { checkStageVariables } from './stage-variables'
import type { CanarySettings, RestApi, Stage } from './state'

const percentOf = (value: unknown): number => {
  const percent = Number(value ?? 0)
  if (!Number.isFinite(percent) || percent < 0 || percent > 100)
    throw badRequest('Canary percentage must be between 0.0 and 100.0')
  return percent
}

/** Reads the settings of CreateStage and CreateDeployment; the deployment that a call makes is not there yet. */
export function canaryOf(input: unknown, api: RestApi, made?: string): CanarySettings | undefined {
  if (typeof input !== 'object' || input === null) return undefined
  const settings = input as Record<string, unknown>
  const deploymentId = made ?? String(settings.deploymentId ?? '')
  if (!made && !api.deployments.has(deploymentId)) throw badRequest('Deployment id does not exist')
  return {
    deploymentId,
    percentTraffic: percentOf(settings.percentTraffic),
    stageVariableOverrides: checkStageVariables(stringMap(settings.stageVariableOverrides)),
    useStageCache: settings.useStageCache === true,
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch */
export function patchCanary(api: RestApi, stage: Stage, patch: Patch): void {
  const [, member, variable] = patch.segments
  if (patch.op === 'remove' && !member) {
    stage.canarySettings = undefined
    return
  }
  if (patch.op === 'remove') throw noSuchSetting(`canarySettings/${member}`)
  if (patch.op !== 'replace') throw badRequest(`Invalid ${patch.op} operation with path: ${patch.path}`)
  const before = stage.canarySettings ?? { percentTraffic: 0, deploymentId: stage.deploymentId, useStageCache: false }
  const value = patch.value ?? ''
  if (member === 'percentTraffic') stage.canarySettings = { ...before, percentTraffic: percentOf(value) }
  else if (member === 'useStageCache') stage.canarySettings = { ...before, useStageCache: flagOf(value) }
  else if (member === 'deploymentId') {
    if (!api.deployments.has(value)) throw badRequest('Deployment id does not exist')
    stage.canarySettings = { ...before, deploymentId: value }
  } else if (member === 'stageVariableOverrides' && variable) {
    const stageVariableOverrides = checkStageVariables({ ...before.stageVariableOverrides, [variable]: value })
    stage.canarySettings = { ...before, stageVariableOverrides }
  } else throw badRequest(`Invalid method setting path: ${patch.path}`)
}

/** What a promotion copies. The canary stays as it is. */
const promoted: Record<string, { from: string; copy(stage: Stage, canary: CanarySettings): void }> = {
  '/deploymentId': {
    from: '/canarySettings/deploymentId',
    copy: (stage, { deploymentId }) => {
      stage.deploymentId = deploymentId
    },
  },
  '/variables': {
    from: '/canarySettings/stageVariableOverrides',
    copy: (stage, { stageVariableOverrides }) => {
      if (stageVariableOverrides) stage.variables = { ...stage.variables, ...stageVariableOverrides }
    },
  },
}

export function promoteCanary(stage: Stage, { path, from = 'null' }: Patch): void {
  const rule = promoted[path]
  if (rule?.from !== from)
    throw badRequest(
      `Invalid copy operation with path: ${path} and from ${from}. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]`,
    )
  if (!stage.canarySettings) throw badRequest('Promotion not available. Canary does not exist.')
  rule.copy(stage, stage.canarySettings)
}

/** The deployment that answers, of two each drawn by its percentage, and the variables that it meets. */
export function drawDeployment({ deploymentId, variables = {}, canarySettings: canary }: Stage): {
  deploymentId: string
  variables: Record<string, string>
} {
  if (!canary || Math.random() * 100 >= canary.percentTraffic) return { deploymentId, variables }
  return { deploymentId: canary.deploymentId, variables: { ...variables, ...canary.stageVariableOverrides } }
}
