/** The things that a run does, each with what must hold before it, after it, and whatever happened meanwhile. */

import { readApiKeyValue } from '../lib/aws/apigateway/api-key'
import type { Result } from '../lib/result'
import { headersWithKey } from '../lib/spec/api-parts/key-header'
import { defaultSpec } from '../lib/spec/defaults'
import type { FlatSpec } from '../lib/spec/flat-spec'
import { onlyRoute, type WiringSpec } from '../lib/spec/spec'
import { withFields } from '../lib/spec/testing'
import { planDeploy, runDeploy, runRemove } from '../lib/wiring/engine'
import { findApiKeys } from '../lib/wiring/read/find-keys'
import { isPlaygroundKey } from '../lib/wiring/resources/keys/plan'
import type { WiringContext } from '../lib/wiring/run/context'
import type { JobOutcome } from '../lib/wiring/state/plan'
import { webAclArn } from '../sandbox/services/wafv2'
import { inventory } from './inventory'

export const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'

export const specWith = (change: Partial<FlatSpec> = {}): WiringSpec =>
  withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: row, ...change })

/** Code, settings, definition, throttle, retention and record change; the URL stays. */
const changed = specWith({
  memoryMb: 512,
  throttle: { rateLimit: 40, burstLimit: 80 },
  logRetentionDays: 30,
  apiName: 'iris-public',
  corsOrigins: ['https://acme.dev'],
})
/** Path, parameter and stage change: another URL, and the old one goes. */
const moved = specWith({ resourcePath: 'flower', queryParameter: 'row', stage: 'v2' })

/** Another endpoint answers: the role's permissions are handed over. */
const retargeted = specWith({ targetEndpoint: 'iris-serverless' })

/** Callers need a key from now on: a usage plan and the playground's key come into being. */
const keyed = specWith({ access: { kind: 'key', rateLimit: 100, burstLimit: 100, quotaPerDay: 100_000 } })

/** They send it in Authorization: an authorizer comes into being too. */
const bearer = specWith({
  access: { kind: 'key', rateLimit: 100, burstLimit: 100, quotaPerDay: 100_000, header: 'authorization' },
})

/** The gateway writes a log, in an account in which it wrote none before. */
const logged = specWith({ accessLog: true })

/** Two alarms come into being. */
const alarmed = specWith({ alarms: { errorPercent: 5, latencyMs: 5_000 } })

/** AWS WAF checks each call: the stage gets a web ACL that is there. */
const guarded = ({ target }: WiringContext): WiringSpec => specWith({ webAcl: webAclArn(target, 'public-apis') })

/** Any address can call again: the resource policy of before has to go by a call of its own. */
const listed = specWith({ allowedIps: ['127.0.0.1'] })

type ScenarioName =
  | 'deploy'
  | 'update'
  | 'move'
  | 'retarget'
  | 'keys'
  | 'bearer'
  | 'log'
  | 'alarms'
  | 'web-acl'
  | 'unlist'
  | 'remove'

export interface Scenario {
  name: ScenarioName
  /** What is in place before anything goes wrong. */
  before?: WiringSpec
  run: (context: WiringContext) => Promise<Result<JobOutcome>>
  /**
   * Set if only these calls are struck: those that other scenarios make too are struck there. `npm run test:faults` strikes
   * all.
   */
  about?: RegExp
  /** The spec in the end; undefined if nothing remains. */
  after?: WiringSpec
  /** The same, of what the account has. */
  afterIn?: (context: WiringContext) => WiringSpec
}

const quiet = () => {}
const deployOf = (spec: WiringSpec) => (context: WiringContext) => runDeploy(context, spec, quiet)

export const scenarios: Scenario[] = [
  { name: 'deploy', run: deployOf(specWith()), after: specWith() },
  { name: 'update', before: specWith(), run: deployOf(changed), after: changed },
  {
    name: 'move',
    before: specWith(),
    run: deployOf(moved),
    about: /Stage$|Permission/,
    after: moved,
  },
  {
    name: 'retarget',
    before: specWith(),
    run: deployOf(retargeted),
    about: /PutRolePolicy|UpdateAlias/,
    after: retargeted,
  },
  { name: 'keys', before: specWith(), run: deployOf(keyed), about: /UsagePlan|ApiKey/, after: keyed },
  {
    name: 'bearer',
    before: keyed,
    run: deployOf(bearer),
    about: /CreateRole|CreateFunction|AddPermission|PutRestApi/,
    after: bearer,
  },
  {
    name: 'log',
    before: specWith(),
    run: deployOf(logged),
    about: /Account|CreateRole|CreateLogGroup/,
    after: logged,
  },
  { name: 'alarms', before: specWith(), run: deployOf(alarmed), about: /Alarm/, after: alarmed },
  {
    name: 'web-acl',
    before: specWith(),
    run: (context) => runDeploy(context, guarded(context), quiet),
    about: /WebACL/,
    after: specWith(),
    afterIn: guarded,
  },
  {
    name: 'unlist',
    before: listed,
    run: deployOf(specWith()),
    about: /PutRestApi|UpdateRestApi/,
    after: specWith(),
  },
  {
    name: 'remove',
    before: { ...bearer, accessLog: true, alarms: alarmed.alarms },
    run: (context) => runRemove(context, endpointName, quiet),
  },
]

/** What is wrong with the world where a run of the scenario has converged; nothing where all is well. */
export async function faultsInEnd(
  { after: usual, afterIn }: Scenario,
  context: WiringContext,
  strangers: string[],
  outcome: JobOutcome,
): Promise<string[]> {
  const after = afterIn?.(context) ?? usual
  const now = await inventory(context)
  const missing = strangers.filter((line) => !now.includes(line)).map((line) => `touched: ${line}`)
  const ours = now.filter((line) => !strangers.includes(line))
  if (!after) return [...missing, ...ours.map((line) => `orphan: ${line}`)]
  const plan = await planDeploy(context, after)
  const left = plan.ok ? plan.value.items.filter((item) => item.change !== 'none') : []
  return [
    ...missing,
    ...duplicates(ours),
    ...(plan.ok ? [] : [`no plan: ${plan.error.message}`]),
    ...left.map((item) => `not converged: ${item.change} ${item.type} ${item.name}`),
    ...((await responds(outcome.invokeUrl, after, context)) ? [] : [`lost: ${outcome.invokeUrl} does not answer`]),
  ]
}

/** One of each, and one permission; older versions and deployments are the history, one for each spec. */
function duplicates(ours: string[]): string[] {
  const most: Record<string, number> = {
    role: 1,
    function: 1,
    alias: 1,
    api: 1,
    stage: 1,
    permission: 1,
    authorizer: 1,
    'authorizer-role': 1,
    'authorizer-permission': 1,
    'log-group': 2,
    alarm: 2,
    'usage-plan': 1,
    'api-key': 1,
    resource: 2,
    deployment: 2,
    version: 2,
  }
  return Object.entries(most).flatMap(([kind, count]) => {
    const found = ours.filter((line) => line.startsWith(`${kind} `))
    return found.length > count ? [`${found.length} of ${kind}: ${found.join(' | ')}`] : []
  })
}

export async function responds(url: string | undefined, spec: WiringSpec, context: WiringContext): Promise<boolean> {
  if (url === undefined) return false
  let headers: Record<string, string> = {}
  if (spec.access.kind === 'key') {
    const key = (await findApiKeys(context.clients, endpointName)).find(isPlaygroundKey)
    const value = key && (await readApiKeyValue(context.clients.apiGateway, key.id))
    headers = headersWithKey(spec.access.header, value ?? '')
  }
  return (await fetch(`${url}?${onlyRoute(spec).queryParameter}=${row}`, { headers })).status === 200
}
