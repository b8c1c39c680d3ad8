/**
 * Makes AWS as the spec says, in an order that is safe to stop at any point and to repeat.
 *
 * First deploy: the role is the lock; then two branches side by side (role policy, log group, function, alias; and API,
 * definition, deployment, stage); the permission comes last, so nothing is open before it is throttled.
 *
 * Update: expand, switch, contract. New permissions first, then the new version, called by its number; the definition,
 * the deployment, the stage; then the alias moves, and only when the URL is proved do the old permissions go. A failure
 * before the switch leaves what was live untouched. From a function to none, or back, is the same: what answers next is
 * proved behind the stage, the stage is switched, and what answered before goes when no call reaches it any more. Where
 * answers are streamed from now on the alias moves before the stage: see `startsStreaming`.
 *
 * Every step finds first what differs (`plan.ts` of each resource, as the plan does) and writes nothing where nothing does: a
 * second run makes no write.
 */

import { cleanUp } from './clean-up'
import { keepCopy } from './keep-copy'
import { invokeVersion } from './prove/invoke-version'
import { callModel, probeUrl } from './prove/prove'
import { probeGateway, proveBehind } from './prove/prove-gateway'
import { isOpen, respondsWithout } from './read/is-open'
import { recordSpec } from './record-spec'
import { resourceNames } from './resources'
import { ensureAccessLog } from './resources/access-log/apply'
import { pointAlias, readRevision } from './resources/alias/apply'
import { movesAlias } from './resources/alias/plan'
import { apply } from './resources/apply'
import { ensureAuthorizer, permitAuthorizer } from './resources/authorizer/apply'
import { ensureCanary, ensureVersion } from './resources/function/apply'
import { newestOf } from './resources/function/plan'
import { callerHeaders, ensureKeys } from './resources/keys/apply'
import { ensureLogGroup } from './resources/log-group/apply'
import { grantInvoke } from './resources/permission/apply'
import { ensureApi, keepOldest } from './resources/rest-api/apply'
import { putAdoptedMethod, tagAdopted } from './resources/rest-api/apply-adopted'
import { putDefinition } from './resources/rest-api/apply-definition'
import { makeDeployment } from './resources/rest-api/apply-deployment'
import { writeRecord } from './resources/rest-api/apply-record'
import { lockRole, putPermissions } from './resources/role/apply'
import { roleChanges } from './resources/role/plan'
import { setStage } from './resources/stage/apply'
import { stageOf, startsStreaming } from './resources/stage/plan'
import { invokeUrlIn } from './run/context'
import { sideBySide } from './run/progress'
import type { Run } from './run/run'
import { type Desired, type DesiredWithFunction, hasFunction } from './state/desired'
import { liveOf } from './state/live'
import type { FullApi, Observed } from './state/observed'
import type { JobOutcome } from './state/plan'
import { tagResources } from './tag-resources'

/**
 * Deploys what `prepare` found: writes only what differs, and nothing the second time.
 * @param before what AWS had before the first write
 * @returns what is live then, with the number of writes
 * @throws Refusal or AWS's error at the step that failed; a next run goes on from there
 */
export async function deploy(run: Run, desired: Desired, before: Observed): Promise<JobOutcome> {
  const observed = await makeLock(run, desired, before)
  // A stage names no log group that is not there.
  await ensureAccessLog(run, desired, observed)
  return wire(run, desired, observed)
}

/** The lock of a first deploy is the first thing that it makes: the role, or without a role of ours the API. */
async function makeLock(run: Run, desired: Desired, observed: Observed): Promise<Observed> {
  await lockRole(run, desired, observed)
  if (desired.role.kind === 'create' || observed.api) return observed
  const api = await ensureApi(run, desired, observed)
  return { ...observed, api, apis: [api] }
}

async function wire(run: Run, desired: Desired, observed: Observed): Promise<JobOutcome> {
  const { api, versions } = await make(run, desired, observed)
  const invokeUrl = invokeUrlIn(run.context, api.id, {
    stage: desired.stage.name,
    resourcePath: desired.route.resourcePath,
  })
  const caller = await callerHeaders(run, desired)
  const way = await (versions
    ? probeUrl(run, desired, api, invokeUrl, versions, caller)
    : probeGateway(run, desired, api, invokeUrl, caller))
  const met = await callModel(run, desired, api, invokeUrl, way, caller)
  // In the order of `resources/index.ts`: a refusal comes after the URL is proved, and no domain leads to a stage that goes.
  for (const name of resourceNames) await apply[name].afterProof?.(run, desired, observed, api)
  await tagResources(run, desired, observed)
  await cleanUp(run, desired, observed)
  const live = liveOf(met, desired.route.integration?.kind === 'http')
  await writeRecord(run, desired, api, live, (step) => keepCopy(run, desired, api, step))
  return { invokeUrl, restApiId: api.id, writes: run.progress.writes, ...met }
}

/** The API, and the versions of the function that can answer where there is one. */
async function make(run: Run, desired: Desired, observed: Observed): Promise<{ api: FullApi; versions?: string[] }> {
  if (!hasFunction(desired)) return { api: await withoutFunction(run, desired, observed) }
  const { api, ...made } = await (isOpen(desired, observed)
    ? respondsWithout(observed)
      ? handOver(run, desired, observed)
      : update(run, desired, observed)
    : desired.spec.adopted && observed.api
      ? adopt(run, desired, observed, observed.api)
      : first(run, desired, observed))
  return { api, versions: versionsOf(made) }
}

interface Made {
  version: string
  /** The second version of a canary. */
  second?: string
  api: FullApi
}

const versionsOf = ({ version, second }: Omit<Made, 'api'>): string[] => (second ? [version, second] : [version])

async function first(run: Run, desired: DesiredWithFunction, observed: Observed): Promise<Made> {
  const code = async () => {
    const version = await ensureVersion(run, desired, observed)
    await pointAlias(run, desired, observed, version)
    return version
  }
  const gateway = async () => {
    const made = await ensureApi(run, desired, observed)
    // The API is there first: its tag is what finds an authorizer again.
    await sideBySide([putDefinition(run, desired, made), ensureAuthorizer(run, desired, observed, made)])
    const api = await keepOldest(run, desired, made)
    if (api.id !== made.id) await putDefinition(run, desired, api)
    await permitAuthorizer(run, desired, api.id)
    await setStage(run, desired, api, await makeDeployment(run, desired, api))
    await ensureKeys(run, desired, observed, api.id)
    return api
  }
  const [version, api] = await sideBySide([
    code(),
    gateway(),
    putPermissions(run, desired, observed),
    ensureLogGroup(run, desired, observed),
  ])
  await grantInvoke(run, desired, observed, api.id)
  return { version, api }
}

/** Callers are there from the start: code, permissions and permission are proved before the integration is switched. */
async function adopt(run: Run, desired: DesiredWithFunction, observed: Observed, found: FullApi): Promise<Made> {
  const api = await tagAdopted(run, desired, found)
  await sideBySide([putPermissions(run, desired, observed), ensureLogGroup(run, desired, observed)])
  const version = await ensureVersion(run, desired, observed, (step, made) =>
    invokeVersion(run, desired, step, made, true),
  )
  await pointAlias(run, desired, observed, version)
  await grantInvoke(run, desired, observed, api.id)
  await putAdoptedMethod(run, desired, api)
  await setStage(run, desired, api, await makeDeployment(run, desired, api))
  return { version, api }
}

async function update(run: Run, desired: DesiredWithFunction, observed: Observed): Promise<Made> {
  const api = await ensureApi(run, desired, observed)
  await sideBySide([
    putPermissions(run, desired, observed),
    ensureLogGroup(run, desired, observed),
    ensureAuthorizer(run, desired, observed, api),
  ])
  // Callers meet it at the switch, so that the permission has the time until then to spread.
  await permitAuthorizer(run, desired, api.id)
  await grantInvoke(run, desired, observed, api.id)
  const version = await ensureVersion(run, desired, observed, (step, made) =>
    invokeVersion(run, desired, step, made, roleChanged(desired, observed)),
  )
  const second = await ensureCanary(run, desired, observed, (step, made) =>
    invokeVersion(run, newestOf(desired), step, made, roleChanged(desired, observed)),
  )
  const aliasFirst = startsStreaming(desired, observed)
  if (aliasFirst) await pointAlias(run, desired, observed, version)
  // A usage plan takes stages that are there; those who hold a key meet no moment without it.
  const stageThere = stageOf(desired, observed) !== undefined
  if (stageThere) await ensureKeys(run, desired, observed, api.id)
  await (desired.spec.adopted ? putAdoptedMethod(run, desired, api) : putDefinition(run, desired, api))
  const deployment = await makeDeployment(run, desired, api)
  // Between the two switches callers of a new path meet the version of before: nothing else happens there.
  const moves = !aliasFirst && movesAlias(desired, observed, { version, second })
  const before = moves ? await readRevision(run, desired) : undefined
  await setStage(run, desired, api, deployment)
  if (!stageThere) await ensureKeys(run, desired, observed, api.id)
  if (!aliasFirst) await pointAlias(run, desired, observed, version, { second, before })
  return { version, second, api }
}

/** Callers are answered without a function until the stage is switched: all that a function needs is proved before. */
async function handOver(run: Run, desired: DesiredWithFunction, observed: Observed): Promise<Made> {
  await sideBySide([putPermissions(run, desired, observed), ensureLogGroup(run, desired, observed)])
  const version = await ensureVersion(run, desired, observed, (step, made) =>
    invokeVersion(run, desired, step, made, true),
  )
  await pointAlias(run, desired, observed, version)
  const api = await ensureApi(run, desired, observed)
  await grantInvoke(run, desired, observed, api.id)
  await switchStage(run, desired, observed, api)
  return { version, api }
}

/**
 * The gateway answers by itself. At first the role is allowed nothing until the stage is throttled (an address, or a role of
 * the person's own, answers a moment sooner: the plan says so); where there are callers the role is proved by the gateway's
 * own test before they are switched.
 */
async function withoutFunction(run: Run, desired: Desired, observed: Observed): Promise<FullApi> {
  const there = isOpen(desired, observed)
  if (there) await putPermissions(run, desired, observed)
  const made = await ensureApi(run, desired, observed)
  const api = there ? made : await keepOldest(run, desired, made)
  await switchStage(run, desired, observed, api, there)
  if (!there) await putPermissions(run, desired, observed)
  return api
}

async function switchStage(run: Run, desired: Desired, observed: Observed, api: FullApi, prove = false): Promise<void> {
  // A usage plan takes stages that are there; those who hold a key meet no moment without it.
  const stageThere = stageOf(desired, observed) !== undefined
  if (stageThere) await ensureKeys(run, desired, observed, api.id)
  await ensureAuthorizer(run, desired, observed, api)
  await permitAuthorizer(run, desired, api.id)
  await putDefinition(run, desired, api)
  await recordSpec(run, desired, observed, api)
  if (prove && desired.route.integration) await proveBehind(run, desired, observed, api)
  await setStage(run, desired, api, await makeDeployment(run, desired, api))
  if (!stageThere) await ensureKeys(run, desired, observed, api.id)
}

/** Another role, or other permissions of the same. */
const roleChanged = (desired: DesiredWithFunction, observed: Observed): boolean =>
  roleChanges(desired, observed).length > 0 ||
  observed.alias?.live?.settings.roleArn !== desired.function.settings.roleArn
