/** From what was read of a wiring to the facts that prove a failure. One read of the role's policies more, if they are a person's own. */

import { readPolicies } from '../aws/iam/existing-role'
import { adoptedTag } from '../spec/names'
import { servingEndpoint } from '../spec/route'
import type { WholeWiring } from '../wiring/read/current'
import { playgroundKeyChanges, playgroundKeyOf } from '../wiring/resources/keys/plan'
import { sourceArnFor } from '../wiring/resources/permission/plan'
import { isServed } from '../wiring/resources/rest-api/plan'
import { stageOf, throttledMethod } from '../wiring/resources/stage/plan'
import type { WiringContext } from '../wiring/run/context'
import { hasFunction } from '../wiring/state/desired'
import type { WiringFacts } from './facts'
import { newestRecorded } from './fix'

export async function readFacts(
  context: Pick<WiringContext, 'clients' | 'target' | 'consoleOrigin' | 'fetch'>,
  endpointName: string,
  whole: WholeWiring,
): Promise<WiringFacts> {
  const { clients } = context
  const { view, observed, desired, endpoint } = whole
  const { spec, route } = view
  const settings = (observed.alias?.live ?? observed.function?.latest)?.settings
  const ownRole = desired && desired.role.kind !== 'none' ? desired.role.arn : undefined
  // Without a function the gateway is the role.
  const roleArn = route?.integration ? ownRole : settings?.roleArn
  const roleName = roleArn?.split('/').at(-1)
  return {
    endpointName: route ? servingEndpoint(route) : endpointName,
    endpoint: endpoint && {
      ...endpoint,
      // That is no fault if the call was as the URL requires.
      asynchronous: endpoint.asynchronous !== undefined && route?.target?.kind !== 'async',
    },
    state: view.state,
    recorded: spec !== undefined,
    restorable: !spec && view.functionName !== undefined && (await newestRecorded(context, endpointName)) !== undefined,
    function: functionFacts(whole),
    integration: route?.integration,
    playgroundKeyFault: playgroundKeyFault(whole),
    permissions: observed.permissions,
    wantedSource: desired && hasFunction(desired) && observed.api ? sourceArnFor(desired, observed.api.id) : undefined,
    rolePolicies: roleName === undefined ? undefined : await policiesOf(clients, roleName, whole),
    roleName,
    api: observed.api && {
      id: observed.api.id,
      path: `/${view.resourcePath ?? ''}`,
      hasPath: view.resourceId !== undefined,
      fields: observed.api.fields,
      adopted: observed.api.tags[adoptedTag] !== undefined,
    },
    stage: stageFacts(whole),
    differing: view.resources
      .filter((one) => one.health !== 'healthy')
      .map(({ type, name, health, why, fields }) => ({ type, name, missing: health === 'missing', why, fields })),
  }
}

function playgroundKeyFault({ desired, observed }: WholeWiring): string | undefined {
  if (!desired?.keys) return undefined
  const key = playgroundKeyOf(observed)
  if (!key) return `GetApiKeys lists no key ${desired.keys.playgroundKeyName}.`
  const fields = playgroundKeyChanges(desired, observed).map(({ field }) => field)
  if (fields.includes('enabled')) return `GetApiKeys gives enabled as false for ${key.name}.`
  return fields.includes('usagePlan') ? `GetUsagePlanKeys does not list ${key.name}.` : undefined
}

function functionFacts({ view, observed }: WholeWiring): WiringFacts['function'] {
  const version = observed.alias?.live ?? observed.function?.latest
  if (!view.functionName || !version) return undefined
  const { state, stateReason, settings, grantLost, grantedTo } = version
  return {
    name: view.functionName,
    alias: observed.alias !== undefined,
    timeoutSeconds: settings.timeoutSeconds,
    specTimeoutSeconds: view.route?.timeoutSeconds,
    state,
    stateReason,
    environment: settings.environment,
    reservedConcurrency: observed.function?.reservedConcurrency,
    lostGrant: grantLost === undefined ? undefined : { from: grantedTo, to: grantLost },
  }
}

function stageFacts({ view, observed, desired }: WholeWiring): WiringFacts['stage'] {
  if (!view.stage) return undefined
  const stage = observed.api?.stages.find((one) => one.name === view.stage)
  const method = desired && throttledMethod(desired)
  const { rateLimit, burstLimit } = (method === undefined ? stage : stage?.methods[method]) ?? {}
  return {
    name: view.stage,
    exists: stage !== undefined,
    rateLimit,
    burstLimit,
    served: desired ? isServed(desired, observed.api, stageOf(desired, observed)) : stage !== undefined,
  }
}

/** Our own role was read already. */
async function policiesOf(
  clients: WiringContext['clients'],
  roleName: string,
  { observed, desired }: WholeWiring,
): Promise<string[] | undefined> {
  const { role } = observed
  if (role?.name === roleName && desired?.role.kind === 'create') return role.policy ? [role.policy] : []
  return readPolicies(clients.iam, roleName).catch(() => undefined)
}
