/**
 * Takes back what Portico made for one endpoint, and nothing else: only resources with our tags. Keys and usage plan
 * first, as a stage in a plan is not deleted; the API and the function, then the log group (a late line would recreate it,
 * were the role allowed to). What is the lock goes last, once a look at everything finds nothing else.
 */

import { removeRestApi } from '../aws/apigateway/rest-api'
import { removeFunction } from '../aws/lambda/function'
import { removeLogGroup } from '../aws/log-group'
import { Refusal } from '../errors'
import { plural } from '../plural'
import { belongsTo, rolePolicyName, runMadeTag, runTag } from '../spec/names'
import { removalOf } from './plan/plan-remove'
import { observe } from './read/observe'
import { takeAwayDomain } from './resources/domain/apply'
import { removeKeys } from './resources/keys/apply'
import { takeRoleAway } from './resources/permission/apply'
import { isAdopted, release, untagAdopted } from './resources/rest-api/apply-adopted'
import { removeSecondRole } from './resources/role/apply-grant'
import { removalPace, whenRemovalsAreThrottled } from './run/pace'
import { type StepHandle, sideBySide } from './run/progress'
import type { Run } from './run/run'
import type { Observed } from './state/observed'
import type { JobOutcome } from './state/plan'

/** How often a removal begins anew, where a deploy at the same moment makes more. */
const rounds = 3

/**
 * @param look reads everything, and has the run hold the lock that is there then
 * @param onlyRun the run whose resources go, if not all must go
 */
export async function remove(
  run: Run,
  endpointName: string,
  look: () => Promise<Observed>,
  onlyRun?: string,
): Promise<JobOutcome> {
  let left: string[] = []
  for (let round = 1; round <= rounds; round++) {
    // Each round holds the lock of its own look: a deploy may have made another role meanwhile.
    const there = only(await look(), onlyRun)
    await takeAway(run, endpointName, there)
    left = await whatElseIsLeft(run, endpointName, onlyRun)
    if (left.length === 0) {
      await removeLock(run, endpointName, there)
      return { writes: run.progress.writes }
    }
  }
  throw new Refusal({
    code: 'not-gone',
    message: `Something is still there: ${left.join(', ')}.`,
    remedy: 'Run the removal again in a minute. If it stays, someone may be deploying this endpoint now.',
    step: 'verify',
  })
}

/** The same world with only what one run made in it. */
export function only(observed: Observed, onlyRun: string | undefined): Observed {
  if (onlyRun === undefined) return observed
  const made = <T extends { tags: Record<string, string> }>(resource: T | undefined): T | undefined =>
    (resource?.tags[runMadeTag] ?? resource?.tags[runTag]) === onlyRun ? resource : undefined
  return {
    ...observed,
    role: made(observed.role),
    logGroup: made(observed.logGroup),
    accessLog: made(observed.accessLog),
    function: made(observed.function),
    apis: observed.apis.filter((api) => made(api)),
    api: made(observed.api),
    usagePlans: observed.usagePlans.filter((plan) => made(plan)),
    sharePlans: observed.sharePlans.filter((plan) => made(plan)),
    apiKeys: observed.apiKeys.filter((key) => made(key)),
    domains: observed.domains?.filter((one) => made(one)),
  }
}

const leftIn = (observed: Observed, endpointName: string): string[] =>
  removalOf(endpointName, observed, '')
    .items.filter((item) => item.change !== 'none')
    .map((item) => `${item.type} ${item.name}`)

async function takeAway(run: Run, endpointName: string, observed: Observed): Promise<void> {
  const ours = (resource: { tags: Record<string, string> } | undefined) => belongsTo(resource?.tags, endpointName)
  const { clients } = run.context
  const { logGroup, accessLog } = observed
  const fn = observed.function
  const removeCode = () =>
    run.progress.step('function', async (step) => {
      if (!fn || !ours(fn)) return nothingToDo(step, fn)
      await step.write(() => removeFunction(clients.lambda, fn.name))
      step.say(fn.name)
    })
  // A stage in a usage plan is not deleted, nor is its API.
  await run.progress.step('usage-plan', async (step) => {
    const { usagePlans, sharePlans, apiKeys } = observed
    if (usagePlans.length + sharePlans.length + apiKeys.length === 0) return step.skip('None there')
    await removeKeys(run, step, observed)
    step.say(plural(apiKeys.length, 'key'))
  })
  // Nor an API that a name leads to.
  await run.progress.step('domain', async (step) => {
    const domains = (observed.domains ?? []).filter(ours)
    if (domains.length === 0) return step.skip('None there')
    const gone: string[] = []
    for (const domain of domains) gone.push(await takeAwayDomain(run, step, domain))
    step.say(gone.join(', '))
  })
  const removeGroups = () =>
    run.progress.step('log-group', async (step) => {
      const groups = [logGroup, accessLog]
        .filter((group) => group !== undefined && ours(group))
        .map((group) => group?.name ?? '')
      if (groups.length === 0) return nothingToDo(step, logGroup)
      for (const name of groups) await step.write(() => removeLogGroup(clients.logs, name))
      step.say(groups.join(', '))
    })
  const { apis } = observed
  const adopted = apis.filter(isAdopted)
  // Callers of an adopted path reach the function until the path is given back.
  if (adopted.length > 0) {
    await run.progress.step('rest-api', async (step) => {
      for (const api of adopted) await release(run, step, api)
    })
    await removeCode()
    await removeGroups()
    await removeApis(run, apis)
  } else if (apis.some(({ id }) => run.lock.holds(id))) {
    await removeCode()
    await removeGroups()
    await removeApis(run, apis)
  } else {
    await sideBySide([removeApis(run, apis), removeCode()])
    await removeGroups()
  }
}

/** Last of all, and once nothing else is left: a deploy may begin anew from then on. */
async function removeLock(run: Run, endpointName: string, { role }: Observed): Promise<void> {
  await run.progress.step('role', async (step) => {
    const second = await removeSecondRole(run, endpointName, step)
    if (!role || !belongsTo(role.tags, endpointName)) return second ? step.say(second) : nothingToDo(step, role)
    await takeRoleAway(run, step, role, rolePolicyName)
    step.say(role.name)
  })
}

const nothingToDo = (step: StepHandle, resource: object | undefined) =>
  step.skip(resource ? 'Without our tag: left alone' : 'None there')

/** All but the oldest API of the endpoint. */
export const removeLaterApis = (run: Run, { apis }: Observed): Promise<void> => removeApis(run, apis.slice(1))

/** One after another: AWS removes one per 30 s for the whole account. */
async function removeApis(run: Run, apis: Observed['apis']): Promise<void> {
  const { clients, clock, target } = run.context
  await run.progress.step('rest-api', async (step) => {
    if (apis.length === 0) return step.skip('None there')
    const pace = removalPace(target)
    const throttled = whenRemovalsAreThrottled(run.context)
    for (const api of apis.filter(isAdopted)) await untagAdopted(run, step, api)
    for (const { id } of apis.filter((api) => !isAdopted(api))) {
      const waitMs = pace.reserve(clock.now())
      if (waitMs > 0) {
        step.say(`API Gateway removes one API per 30 s; ${id} is next in ${Math.ceil(waitMs / 1000)} s`)
        await clock.wait(waitMs)
      }
      const take = () => removeRestApi(clients.once.apiGateway, id)
      await run.lock.giveUp(id, () => step.write(take, throttled))
      step.say(id)
    }
    const removed = apis.filter((api) => !isAdopted(api))
    if (removed.length > 0) step.say(removed.map((api) => api.id).join(', '))
  })
}

/** Removed means that nothing is left: everything is read once more, for as long as AWS's copies may lag. */
async function whatElseIsLeft(run: Run, endpointName: string, onlyRun: string | undefined): Promise<string[]> {
  const { clients, target } = run.context
  return run.progress.step('verify', async (step) => {
    let left: string[] = []
    await step.until(
      async () => {
        const all = await observe(clients, target, endpointName, undefined, { lostKeys: true })
        left = leftIn({ ...only(all, onlyRun), role: undefined }, endpointName)
        return left.length === 0 ? true : undefined
      },
      { detail: 'Reading everything once more', limitMs: 20_000 },
    )
    step.say(left.length === 0 ? 'Nothing else is left' : `Still there: ${left.join(', ')}`)
    return left
  })
}
