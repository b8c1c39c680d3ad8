/** Branch B: the REST API, born with its tags, filled by one overwrite, read back, deployed, throttled. */

import {
  documentationOf,
  listDocumentation,
  type ObservedPart,
  partsOfPaths,
} from '../../../aws/apigateway/documentation'
import {
  createRestApi,
  makeRegional,
  observeRestApi,
  overwriteRestApi,
  putResourcePolicy,
  removeRestApi,
  updateModelSchema,
} from '../../../aws/apigateway/rest-api'
import { readApiFields } from '../../../aws/apigateway/rest-api-fields'
import {
  createDeployment,
  describeDeployment,
  listDeployments,
  observeStages,
  removeDeployment,
} from '../../../aws/apigateway/stage'
import { tagApiResource, untagApiResource } from '../../../aws/apigateway/tags'
import { policyMeaning } from '../../../aws/iam/policy'
import { isBrokenPage } from '../../../aws/or-lacking'
import type { ObservedApi } from '../../../aws/types'
import { isExpected, Refusal } from '../../../errors'
import { plural } from '../../../plural'
import {
  belongsTo,
  deployedAtTag,
  deployedByTag,
  fingerprintTag,
  liveTag,
  mostTags,
  restApiArn,
  runTag,
} from '../../../spec/names'
import { mockAddress, openApiOf } from '../../openapi/document'
import { differenceInWords } from '../../plan/read-back-words'
import { findApis } from '../../read/find-apis'
import { observeApi } from '../../read/observe'
import { servedWithout } from '../../read/read-recorded-specs'
import { apiThing } from '../../run/lock-things'
import { removalPace, whenRemovalsAreThrottled } from '../../run/pace'
import type { StepHandle } from '../../run/progress'
import { apiBirthTags, type Run } from '../../run/run'
import type { Desired } from '../../state/desired'
import { liveToTag } from '../../state/live-tag'
import type { Live } from '../../state/live-words'
import type { Observed } from '../../state/observed'
import { copyOf, keepsCopy, propertiesWithCopy } from '../../state/recorded-specs'
import { ownApiTags, staleTags } from '../api-tags'
import type { ResourceApply } from '../apply-resource'
import { keptCount } from '../function/apply'
import { takenJustNow } from '../role/apply'
import { stageOf } from '../stage/plan'
import { isAdopted } from './adoption'
import { untagAdopted } from './apply-adopted'
import { completeImport } from './apply-import'
import {
  definitionChanges,
  deploymentDescriptionOf,
  isDeployed,
  isFinished,
  isOurs,
  isServed,
  recordChanges,
  unprovedDescription,
} from './plan'

export type FullApi = NonNullable<Observed['api']>

/** The API of this endpoint: the one that is there, else a new one, which is the lock where the spec has no role of ours. */
export async function ensureApi(run: Run, desired: Desired, observed: Observed): Promise<FullApi> {
  const { clients } = run.context
  return run.progress.step('rest-api', async (step) => {
    if (observed.api) {
      if (observed.api.id === run.madeApi) step.say(observed.api.id)
      else step.skip(`${observed.api.id} is tagged for this endpoint`)
      return observed.api
    }
    const made = await makeApi(run, desired, step)
    run.madeApi = made.id
    const api = await oneOfMany(run, desired, step, made)
    if (desired.role.kind !== 'create') {
      if (api.id !== made.id) throw takenJustNow(`REST API ${api.id}`)
      run.lock.made(apiThing(run.context, api))
    }
    if (api.status !== 'AVAILABLE') await available(run, step, api.id)
    step.say(api.id)
    // One that was just made holds nothing.
    return api.id === made.id ? { ...api, fields: {}, resourceIds: {}, stages: [] } : observeApi(clients, api)
  })
}

/** After a lost answer the run's own tag says whether the API came about; a blind second call could make two. */
async function makeApi(run: Run, desired: Desired, step: StepHandle): Promise<ObservedApi> {
  const { clients } = run.context
  const { name, description } = desired.api.definition
  try {
    const tags = apiBirthTags(run, desired)
    return await step.write(() => createRestApi(clients.once.apiGateway, { name, description }, tags))
  } catch (error) {
    if (!isExpected(error)) throw error
    const mine = (await findApis(clients, desired.endpointName)).find((api) => api.tags[runTag] === run.id)
    if (!mine) throw error
    return mine
  }
}

/** Keeps of two APIs the oldest, then the smallest id; a run takes back only the one that it made, still without stage. */
async function oneOfMany(run: Run, desired: Desired, step: StepHandle, mine: ObservedApi): Promise<ObservedApi> {
  const [winner = mine] = await findApis(run.context.clients, desired.endpointName)
  if (winner.id === mine.id) return mine
  step.say(`${winner.id} was first; taking back ${mine.id}`)
  await step.write(
    () => removeRestApi(run.context.clients.once.apiGateway, mine.id),
    whenRemovalsAreThrottled(run.context),
  )
  return winner
}

/**
 * Looked at once more before there is a stage: an older API of another run might have come to light meanwhile, as creation
 * times are given in seconds.
 */
export async function keepOldest(run: Run, desired: Desired, api: FullApi): Promise<FullApi> {
  if (api.stages.length > 0) return api
  const { clients } = run.context
  const [oldest = api] = await findApis(clients, desired.endpointName)
  if (oldest.id === api.id) return api
  return run.progress.step('rest-api', async (step) => {
    const wasLock = run.lock.holds(api.id)
    if (api.tags[runTag] === run.id) {
      step.say(`${oldest.id} was first; taking back ${api.id}`)
      const take = () => removeRestApi(clients.once.apiGateway, api.id)
      await run.lock.giveUp(api.id, () => step.write(take, whenRemovalsAreThrottled(run.context)))
    }
    if (wasLock) throw takenJustNow(`REST API ${oldest.id}`)
    step.say(oldest.id)
    return observeApi(clients, oldest)
  })
}

/** API Gateway can still be at work on an API after it answered. */
async function available(run: Run, step: StepHandle, restApiId: string): Promise<ObservedApi> {
  const api = await step.until(
    async () => {
      const found = await observeRestApi(run.context.clients.apiGateway, restApiId)
      return found && found.status !== 'PENDING' && found.status !== 'UPDATING' ? found : undefined
    },
    { detail: 'Waiting until the API is available', limitMs: 2 * 60_000 },
  )
  if (api?.status === 'AVAILABLE') return api
  throw new Refusal({
    code: 'api-not-available',
    message: `REST API ${restApiId} did not become available.`,
    remedy: 'Deploy again in a minute: it goes on where it stopped.',
  })
}

/**
 * The overwrite is idempotent and not atomic, so what came of it is read back before anything is deployed. Where only
 * the unpublished definition was changed by hand the stage still serves ours, and no deployment is made.
 */
export async function putDefinition(run: Run, desired: Desired, api: FullApi): Promise<void> {
  const { apiGateway } = run.context.clients
  await run.progress.step('definition', async (step) => {
    const stage = api.stages.find((one) => one.name === desired.stage.name)
    if (isDeployed(desired, stage) && definitionChanges(desired, api.fields).length === 0) {
      return step.skip('Up to date')
    }
    await step.write(() => overwriteWithDocumentation(run, desired, api.id))
    await completeModel(run, desired, step, api.id)
    const after = await available(run, step, api.id)
    // No documentation says whether an overwrite keeps tags, and an API without them has no owner.
    if (!belongsTo(after.tags, desired.endpointName)) {
      const tags = { ...api.tags, ...desired.tags, ...(run.lock.holds(api.id) ? run.lock.tags : {}) }
      await step.write(() => tagApiResource(apiGateway, restApiArn(desired.target, api.id), tags))
    }
    // Nor whether it takes away a resource policy that it does not name.
    const policy = desired.api.definition.policy
    if (policyMeaning(after.policy) !== policyMeaning(policy)) {
      await step.write(() => putResourcePolicy(apiGateway, api.id, policy))
    }
    // The document has no words for it.
    if (after.endpointType !== 'REGIONAL') {
      await step.write(() => makeRegional(apiGateway, api.id, after.endpointType))
      await available(run, step, api.id)
    }
    await readBack(run, desired, step, after)
    step.say(run.lacking?.length ? `Read back, without ${run.lacking.join(', ')}` : 'Read back and verified')
  })
}

/**
 * An overwrite takes away what is written about the API, ours and other people's, unless the document has it. The AWS
 * documentation does not say if a document can describe a path that it does not have, so after a refusal those parts go.
 * After an answer that is none of AWS's the MOCK integrations get an address, without which moto breaks on the import.
 */
async function overwriteWithDocumentation(run: Run, desired: Desired, restApiId: string): Promise<void> {
  const { apiGateway } = run.context.clients
  const isNew = restApiId === run.madeApi
  const parts = isNew ? firstParts(run, desired) : await listDocumentation(apiGateway, restApiId)
  const kept = isNew ? [] : partsOfPaths(parts, [desired.api.definition.path])
  const put = (some: typeof parts, openApi = desired.api.openApi) =>
    overwriteRestApi(apiGateway, restApiId, { ...openApi, ...documentationOf(some) })
  try {
    await put(parts)
    run.hasCopy = isNew && parts.length > 0
  } catch (error) {
    if (isBrokenPage(error)) return put(parts, openApiOf(desired.api.definition, mockAddress))
    const refused = error instanceof Error && error.name === 'BadRequestException'
    if (!refused || kept.length === parts.length) throw error
    await put(kept)
  }
}

/** A new API is born with the copy of its function's spec (keep-copy.ts), which else costs two calls more. */
const firstParts = (run: Run, desired: Desired): ObservedPart[] =>
  keepsCopy(desired)
    ? [{ id: '', location: { type: 'API' }, properties: propertiesWithCopy(undefined, copyOf(desired, run.context)) }]
    : []

/**
 * An import leaves `minItems` and `maxItems` out of what is validated, and makes an array of each schema that has `items`
 * (`json-rows.ts`). An update of the model puts in what was meant.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
async function completeModel(run: Run, desired: Desired, step: StepHandle, restApiId: string): Promise<void> {
  const { model, request } = desired.api.definition
  if (!model || !request.validateBody) return
  await step.write(() => updateModelSchema(run.context.clients.apiGateway, restApiId, model))
}

/** What an endpoint cannot keep is left out and named; API Gateway itself keeps all of it. */
async function readBack(run: Run, desired: Desired, step: StepHandle, api: ObservedApi): Promise<void> {
  let read = await differenceFrom(run, desired, api, true)
  const waited = async () => {
    const same = async () => {
      if (read.differing.length > 0) read = await differenceFrom(run, desired, api)
      return read.differing.length === 0 ? true : undefined
    }
    return step.until(same, { detail: 'Reading back what API Gateway made of it', limitMs: 20_000 })
  }
  if (await waited()) return
  const lacking = await completeImport(run, desired, step, api.id, read)
  run.lacking = [...(run.lacking ?? []), ...lacking]
  read = await differenceFrom(run, desired, api)
  if (await waited()) return
  throw new Refusal({
    code: 'read-back',
    message: 'API Gateway did not take the whole definition.',
    cause: differenceInWords(read.differing),
    remedy:
      'Nothing was published. Deploy again; if it repeats, someone else might be changing this API, or the endpoint in AWS_ENDPOINT_URL does not keep these parts.',
  })
}

/**
 * Reads what the API is now, and in what it differs, apart from what this endpoint cannot keep.
 * @param fresh the API itself was read a moment ago
 */
async function differenceFrom(run: Run, desired: Desired, api: ObservedApi, fresh = false) {
  const { apiGateway } = run.context.clients
  const now = fresh ? api : ((await observeRestApi(apiGateway, api.id)) ?? api)
  const read = await readApiFields(apiGateway, now)
  const differing = definitionChanges(desired, read.fields).filter(({ field }) => !run.lacking?.includes(field))
  return { ...read, differing }
}

/**
 * A snapshot of the definition. A first deployment makes the stage; a later one is only made here, and the stage is
 * switched to it together with its throttle.
 * @returns the id that the stage has to point at, or undefined where it does already
 */
export async function makeDeployment(run: Run, desired: Desired, api: FullApi): Promise<string | undefined> {
  const { apiGateway } = run.context.clients.once
  return run.progress.step('deployment', async (step) => {
    const stage = api.stages.find((one) => one.name === desired.stage.name)
    if (isServed(desired, api, stage) && isFinished(desired, api)) {
      step.skip(`Stage ${desired.stage.name} serves it already`)
      return undefined
    }
    const description = deploymentDescriptionOf(desired)
    const isFirst = api.id === run.madeApi
    const made = isFirst ? [] : await listDeployments(run.context.clients.apiGateway, api.id)
    if (!isFirst && !isFinished(desired, api)) await doubt(run, api.id, made, step)
    // One of the same definition serves as well: an older version's, or one whose making gave no answer.
    const same = isFinished(desired, api) ? made.find((one) => one.description === description) : undefined
    // Not of somebody else's API: an older snapshot would undo what its owner deployed since.
    if (same && stage && !desired.spec.adopted) {
      step.say(`Deployment ${same.id} holds the same definition`)
      return same.id
    }
    const stageName = stage ? undefined : desired.stage.name
    // The first of a new API needs no second name: nobody trusts it before the record is there.
    const born = { description: isFirst ? description : unprovedDescription, stageName }
    const id = await step.write(() => createDeployment(apiGateway, api.id, born))
    await refuseIfOverwritten(run, desired, api)
    if (!isFirst) await step.write(() => describeDeployment(run.context.clients.apiGateway, api.id, id, description))
    step.say(`Deployment ${id}`)
    return id
  })
}

/** Takes the names of snapshots that a first deploy left which broke off: it might not have read the definition again. */
async function doubt(run: Run, restApiId: string, made: { id: string; description: string }[], step: StepHandle) {
  const { apiGateway } = run.context.clients
  for (const { id, description } of made)
    if (isOurs(description)) await step.write(() => describeDeployment(apiGateway, restApiId, id, unprovedDescription))
}

/** Reads the definition again after the snapshot: if it still is as the spec says, nobody overwrote it in between. */
async function refuseIfOverwritten(run: Run, desired: Desired, api: ObservedApi): Promise<void> {
  const { differing } = await differenceFrom(run, desired, api)
  if (differing.length === 0) return
  throw new Refusal({
    code: 'changed-meanwhile',
    message: 'Someone else changed the API while it was deployed.',
    cause: differing
      .slice(0, 3)
      .map(({ field, from }) => `${field} is ${from ?? 'nothing'}`)
      .join('; '),
    remedy: 'Read the plan again, then deploy.',
  })
}

/**
 * Says whether callers could already come in: then permissions go first; else last, so that nothing is open unthrottled. A deploy
 * that ended let them in, though somebody took the stage's throttle away since.
 */
export const isOpen = (desired: Desired, observed: Observed): boolean => {
  const { api, alias } = observed
  if (desired.spec.adopted) return alias !== undefined && isAdopted(api)
  const stage = stageOf(desired, observed) ?? api?.stages[0]
  const letsIn = stage && (stage.rateLimit !== undefined || api?.tags[fingerprintTag] !== undefined)
  return letsIn === true && (alias !== undefined || respondsWithout(observed))
}

/**
 * Says whether callers are answered without a function: by what the stage serves, as a deploy that broke off leaves another
 * definition undeployed. If no record says so, and no function is there, by the definition.
 */
export const respondsWithout = (observed: Observed): boolean =>
  servedWithout(observed) !== undefined || (observed.alias === undefined && isDefinedWithout(observed))

const isDefinedWithout = ({ api }: Observed): boolean =>
  Object.entries(api?.fields ?? {}).some(
    ([field, value]) => field.endsWith(' integration.type') && (value === 'AWS' || value === 'HTTP_PROXY'),
  )

async function pruneDeployments(run: Run, restApiId: string, step: StepHandle): Promise<string[]> {
  const { apiGateway } = run.context.clients
  const [deployments, stages] = await Promise.all([
    listDeployments(apiGateway, restApiId),
    observeStages(apiGateway, restApiId),
  ])
  const served = new Set(stages.map((stage) => stage.deploymentId))
  const free = deployments.filter(({ id }) => !served.has(id))
  const proved = free.filter(({ description }) => description !== unprovedDescription)
  const old = free.filter((one) => !proved.includes(one) || proved.indexOf(one) >= keptCount)
  for (const { id } of old) await step.write(() => removeDeployment(apiGateway, restApiId, id))
  return old.map(({ id }) => `deployment ${id}`)
}

/**
 * Written last, so an API without it never finished.
 * @param live what was proved
 * @param before what else the step writes
 */
export async function writeRecord(
  run: Run,
  desired: Desired,
  api: ObservedApi,
  live: Live,
  before: (step: StepHandle) => Promise<void>,
): Promise<void> {
  await run.progress.step('record', async (step) => {
    await before(step)
    const record = recordChanges(desired, api.tags)
    const proved = provedTag(live, api.tags)
    const isNews = Object.entries(proved).some(([key, value]) => api.tags[key] !== value)
    const restApi = restApiArn(desired.target, api.id)
    const stale = staleTags(desired, api.tags)
    if (stale.length > 0) await step.write(() => untagApiResource(run.context.clients.apiGateway, restApi, stale))
    if (Object.keys(record).length === 0 && !isNews) return step.skip('As recorded already')
    const now = new Date().toISOString()
    const tags = { ...record, [deployedByTag]: desired.tags[deployedByTag] ?? '', [deployedAtTag]: now }
    // Written again with whatever else is, so that the activity shows what came of each deploy.
    await step.write(() => tagApiResource(run.context.clients.apiGateway, restApi, { ...tags, ...proved }))
    step.say(plural(run.progress.writes, 'write'))
  })
}

/**
 * Share links, or an owner's own tags, can take all of the room: then it is not kept, and no deploy fails for it. One that is
 * there has its room, and must not go on to say what an earlier deploy proved.
 */
const provedTag = (live: Live, tags: Record<string, string>): Record<string, string> =>
  tags[liveTag] !== undefined || new Set([...Object.keys(tags), ...ownApiTags]).size <= mostTags
    ? { [liveTag]: liveToTag(live) }
    : {}

/** One after another: AWS removes one per 30 s for the whole account. */
export async function removeApis(run: Run, apis: Observed['apis'], step: StepHandle): Promise<void> {
  const { clients, clock, target } = run.context
  if (apis.length === 0) return step.skip('None there')
  const pace = removalPace(target)
  const throttled = whenRemovalsAreThrottled(run.context)
  for (const api of apis.filter(isAdopted)) await untagAdopted(run, step, api)
  const own = apis.filter((api) => !isAdopted(api))
  for (const { id } of own) {
    const waitMs = pace.reserve(clock.now())
    if (waitMs > 0) {
      step.say(`API Gateway removes one API per 30 s; ${id} is next in ${Math.ceil(waitMs / 1000)} s`)
      await clock.wait(waitMs)
    }
    const take = () => removeRestApi(clients.once.apiGateway, id)
    await run.lock.giveUp(id, () => step.write(take, throttled))
    step.say(id)
  }
  if (own.length > 0) step.say(own.map(({ id }) => id).join(', '))
}

export const restApiApply: ResourceApply = {
  async prune(run, desired, observed, step) {
    const { api } = observed
    if (!api || desired.spec.adopted) return []
    if (isDeployed(desired, stageOf(desired, observed)) && isFinished(desired, api)) return []
    return pruneDeployments(run, api.id, step)
  },
  remove: (run, _, { apis }, step) => removeApis(run, apis, step),
}
