/**
 * Takes back what Portico made for one endpoint, and nothing else: only resources with our tags. It goes through the list of
 * resources from its end: what leads to the stage or watches it goes first, because AWS deletes no stage that a usage plan or a
 * domain name leads to; the API and the function, then their log groups (a late line would recreate them, were the role allowed to).
 * What is the lock goes last, once a look at everything finds nothing else.
 */

import { Refusal } from '../errors'
import { only, removalOf } from './plan/plan-remove'
import { observe } from './read/observe'
import { plans, type ResourceName, resourceNames } from './resources'
import { apply } from './resources/apply'
import { isAdopted } from './resources/rest-api/adoption'
import { removeApis } from './resources/rest-api/apply'
import { release } from './resources/rest-api/apply-adopted'
import { sideBySide } from './run/progress'
import type { Run } from './run/run'
import type { Observed } from './state/observed'
import type { JobOutcome } from './state/plan'

/** How often a removal starts again, if a deploy at the same moment makes more. */
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
    // Each round holds the lock of its own look: a deploy might have made another role meanwhile.
    const there = only(await look(), onlyRun)
    await takeAway(run, endpointName, there)
    left = await whatElseIsLeft(run, endpointName, onlyRun)
    if (left.length === 0) {
      await takeOne(run, endpointName, lock, there)
      return { writes: run.progress.writes }
    }
  }
  throw new Refusal({
    code: 'not-gone',
    message: `Something is still there: ${left.join(', ')}.`,
    remedy: 'Run the removal again in a minute. If it stays, someone might be deploying this endpoint now.',
    step: 'verify',
  })
}

/** Lists what is still there, and what could not be read. */
function leftIn(observed: Observed, endpointName: string): { left: string[]; unread: string[] } {
  const { items } = removalOf(endpointName, observed, '')
  return {
    left: items.filter((item) => item.change !== 'none').map((item) => `${item.type} ${item.name}`),
    unread: items.flatMap((item) => item.unchecked ?? []),
  }
}

async function takeAway(run: Run, endpointName: string, observed: Observed): Promise<void> {
  const { apis } = observed
  const order = resourceNames.filter((name) => name !== lock && apply[name].remove).toReversed()
  const at = order.indexOf('rest-api')
  const take = (name: ResourceName) => takeOne(run, endpointName, name, observed)
  // A stage in a usage plan is not deleted, nor is its API; nor an API that a name leads to.
  for (const name of order.slice(0, at)) await take(name)
  const behind = order.slice(at + 1)
  // Callers of an adopted path reach the function until the path is given back.
  const adopted = apis.filter(isAdopted)
  if (adopted.length > 0)
    await run.progress.step('rest-api', async (step) => {
      for (const api of adopted) await release(run, step, api)
    })
  if (adopted.length > 0 || apis.some(({ id }) => run.lock.holds(id))) {
    for (const name of [...behind, 'rest-api' as const]) await take(name)
    return
  }
  await sideBySide([take('rest-api'), take('function')])
  for (const name of behind.filter((one) => one !== 'function')) await take(name)
}

/** What is removed last of all, once nothing else is left: a deploy can start from then on. */
const lock: ResourceName = 'role'

const takeOne = (run: Run, endpointName: string, name: ResourceName, observed: Observed): Promise<void> =>
  run.progress.step(plans[name].removalStep?.id ?? name, async (step) =>
    apply[name].remove?.(run, endpointName, observed, step),
  )

/** All but the oldest API of the endpoint. */
export const removeLaterApis = (run: Run, { apis }: Observed): Promise<void> =>
  run.progress.step('rest-api', (step) => removeApis(run, apis.slice(1), step))

/** Removed means that nothing is left: everything is read once more, for as long as AWS's copies can lag. */
async function whatElseIsLeft(run: Run, endpointName: string, onlyRun: string | undefined): Promise<string[]> {
  const { clients, target } = run.context
  return run.progress.step('verify', async (step) => {
    let left: string[] = []
    let unread: string[] = []
    await step.until(
      async () => {
        const all = await observe(clients, target, endpointName, { everything: true })
        ;({ left, unread } = leftIn({ ...only(all, onlyRun), role: undefined, earlierRoles: undefined }, endpointName))
        return left.length === 0 ? true : undefined
      },
      { detail: 'Reading everything once more', limitMs: 20_000 },
    )
    const found = left.length === 0 ? 'Nothing else is left' : `Still there: ${left.join(', ')}`
    step.say([found, ...unread].join('; '))
    return left
  })
}
