/**
 * Reads all of one wiring, side by side. Ten of the calls go to API Gateway, which allows ten a second to the whole
 * account, so this is for one endpoint at a time and for visible rows within a budget.
 */

import { readGatewayLogsRole } from '../../aws/apigateway/account'
import { readApiFields } from '../../aws/apigateway/rest-api-fields'
import { listDeployments, type ObservedDeployment, observeDeployment, observeStages } from '../../aws/apigateway/stage'
import type { AwsClients } from '../../aws/client/create-clients'
import { identifyRole, observeRole } from '../../aws/iam/role'
import { listAliases, observeAlias } from '../../aws/lambda/alias'
import { observeFunction } from '../../aws/lambda/function'
import { listFunctionUrls } from '../../aws/lambda/function-url'
import { observeAliasPermissions, observePermissions, observeVersionPermissions } from '../../aws/lambda/permission'
import { observeLogGroup } from '../../aws/log-group'
import { orDenied } from '../../aws/or-denied'
import type { ObservedApi, ObservedFunction } from '../../aws/types'
import { adoptedTag, aliasName, integrationTag, namesOf, rolePolicyName } from '../../spec/names'
import { onlyRoute, type WiringSpec, type WiringTarget } from '../../spec/spec'
import { isOurs } from '../resources/rest-api/plan'
import { markGrants, roleArnsOf } from '../resources/role/grant'
import type { Observed } from '../state/observed'
import { findApis } from './find-apis'
import { findEarlierRoles } from './find-earlier-roles'
import { findKeys } from './find-keys'
import { observeMoreParts, observeParts } from './observe-parts'
import { readRecordedSpecs } from './read-recorded-specs'

/** Looks for more than what the tags of the API, and what the function has, lead to. */
interface Also {
  /** What a person chose. An API that is to be adopted does not have our tags yet. */
  chosen?: WiringSpec
  /** All that a wiring can have, as a removal needs it. */
  everything?: boolean
  /** The wiring's function, where it is being read already. */
  functionRead?: Promise<ObservedFunction | undefined>
}

/** Reads every resource of an endpoint's public API. What AWS does not have is absent from the result, and no error. */
export async function observe(
  clients: AwsClients,
  target: WiringTarget,
  endpointName: string,
  { chosen, everything = false, functionRead }: Also = {},
): Promise<Observed> {
  const names = namesOf(endpointName, target)
  const reading = functionRead ?? observeFunction(clients.lambda, names.functionName)
  const ifThere = async <T>(read: () => Promise<T>) => ((await reading) ? read() : undefined)
  const roleRead = observeRole(clients.iam, names.roleName, rolePolicyName)
  const apisRead = findApis(clients, endpointName, chosen?.adopted?.restApiId)
  // A removal takes it before the role: where neither role nor API is left, it is gone.
  const readAccessLog = async () =>
    chosen || everything || (await roleRead) || (await apisRead).length > 0
      ? observeLogGroup(clients.logs, names.accessLogName, names.accessLogArn)
      : undefined
  const [role, logGroup, accessLogGroup, gatewayLogsRole, fn, { alias, ...ways } = noWays, keys, apis] =
    await Promise.all([
      roleRead,
      observeLogGroup(clients.logs, names.logGroupName, names.logGroupArn),
      readAccessLog(),
      chosen?.accessLog ? readGatewayLogsRole(clients.apiGateway) : undefined,
      reading,
      ifThere(() => readWays(clients, names.functionName)),
      findKeys(clients, endpointName, everything || chosen?.access.kind === 'key'),
      apisRead,
    ])
  const restApiIds = apis.map(({ id }) => id)
  const others = new Set([...ownRoleOf(chosen), ...roleArnsOf({ function: fn, alias })])
  others.delete(names.roleArn)
  const [otherRoles, parts, api] = await Promise.all([
    identifyRoles(clients, [...others]),
    observeParts(clients, { target, endpointName, names, apis, chosen, everything }),
    apis[0] && observeApi(clients, apis[0]),
  ])
  const earlierRoles = await findEarlierRoles(
    clients,
    { endpointName, target, everything },
    { api, function: fn, otherRoles },
  )
  return {
    role,
    ...(earlierRoles.length > 0 ? { earlierRoles } : {}),
    logGroup,
    accessLog: accessLogGroup,
    gatewayLogsRole,
    otherRoles,
    ...markGrants({ function: fn, alias }, (arn) => (arn === names.roleArn ? (role ?? 'gone') : otherRoles[arn])),
    ...ways,
    apis,
    api,
    ...parts,
    ...keys,
    foreignPlans: keys.foreignPlans.filter(({ stages }) =>
      stages.some((stage) => restApiIds.includes(stage.split(':')[0] ?? '')),
    ),
  }
}

/** Reads what the spec names and the tags of the API do not: somebody can take a tag off. */
export async function observeChosen(
  clients: AwsClients,
  target: WiringTarget,
  chosen: WiringSpec,
  observed: Observed,
): Promise<Observed> {
  const { endpointName } = onlyRoute(chosen)
  const names = namesOf(endpointName, target)
  const look = { target, endpointName, names, apis: observed.apis, everything: false }
  return { ...observed, ...(await observeMoreParts(clients, look, chosen)) }
}

function ownRoleOf(chosen: WiringSpec | undefined): string[] {
  const role = chosen && onlyRoute(chosen).role
  return role?.kind === 'existing' ? [role.arn] : []
}

async function identifyRoles({ iam }: AwsClients, arns: string[]): Promise<NonNullable<Observed['otherRoles']>> {
  const found = await Promise.all(arns.map(async (arn) => [arn, await identifyRole(iam, arn)] as const))
  return Object.fromEntries(found.flatMap(([arn, role]) => (role ? [[arn, role]] : [])))
}

/** Nobody is allowed by a function that is not there. */
const noWays: Pick<Observed, 'alias' | 'permissions' | 'functionPermissions'> = {
  alias: undefined,
  permissions: [],
  functionPermissions: [],
}

/** Reads to which version the alias leads, and whom the function allows. Calls Lambda alone: the account's rate of API Gateway stays as it is. */
async function readWays({ lambda }: AwsClients, functionName: string) {
  const aliases = orDenied(listAliases(lambda, functionName))
  const ofAliases = async () => {
    const others = (await aliases)?.map(({ name }) => name).filter((name) => name !== aliasName)
    return others && observeAliasPermissions(lambda, functionName, others)
  }
  const [alias, permissions, functionPermissions, versionPermissions, aliasPermissions, functionUrls] =
    await Promise.all([
      observeAlias(lambda, functionName, aliasName, aliases),
      observePermissions(lambda, functionName, aliasName),
      observePermissions(lambda, functionName),
      orDenied(observeVersionPermissions(lambda, functionName)),
      orDenied(ofAliases()),
      orDenied(listFunctionUrls(lambda, functionName)),
    ])
  return { alias, permissions, functionPermissions, versionPermissions, aliasPermissions, functionUrls }
}

export async function observeApi(clients: AwsClients, api: ObservedApi): Promise<NonNullable<Observed['api']>> {
  const [fields, stages, deployments, recordedSpecs] = await Promise.all([
    readApiFields(clients.apiGateway, api),
    observeStages(clients.apiGateway, api.id),
    listDeployments(clients.apiGateway, api.id),
    // Most are answered by a function, which keeps its own.
    api.tags[integrationTag] === undefined ? undefined : readRecordedSpecs({ clients }, api.id),
  ])
  const adopted = api.tags[adoptedTag] !== undefined
  const described = await Promise.all(
    stages.map(async (stage) => ({
      ...stage,
      ...(adopted
        ? ourLast(deployments, stage.deploymentId)
        : { deploymentDescription: await descriptionOf(clients, api.id, deployments, stage.deploymentId) }),
    })),
  )
  return { ...api, ...fields, stages: described, ...(recordedSpecs ? { recordedSpecs } : {}) }
}

/** One of a moment ago might not be in the list yet. */
async function descriptionOf(
  { apiGateway }: AwsClients,
  restApiId: string,
  deployments: ObservedDeployment[],
  deploymentId: string,
): Promise<string | undefined> {
  const listed = deployments.find(({ id }) => id === deploymentId)
  return listed ? listed.description : observeDeployment(apiGateway, restApiId, deploymentId)
}

/** Others deploy an adopted API too; theirs hold our method as well, so the last of ours up to theirs decides. */
function ourLast(deployments: ObservedDeployment[], deploymentId: string) {
  const from = deployments.findIndex(({ id }) => id === deploymentId)
  if (from < 0) return {}
  const ours = deployments.slice(from).find(({ description }) => isOurs(description))
  return { deploymentDescription: ours?.description, deployedByOthers: ours?.id !== deploymentId }
}
