/**
 * Takes back what Portico made for one endpoint, and nothing else: only resources with our tags. The API and the
 * function first, then the log group (a late line would recreate it, were the role allowed to), then the role.
 */
import { removeFunction } from '../aws/function'
import { removeLogGroup } from '../aws/log-group'
import { removeRestApi } from '../aws/rest-api'
import { removeRole, removeRolePolicy } from '../aws/role'
import { Refusal } from '../errors'
import { belongsTo, rolePolicyName } from './names'
import { observe } from './observe'
import type { Observed } from './observed'
import { removalPace } from './pace'
import type { JobOutcome } from './plan'
import { removalOf } from './plan-remove'
import { type RetryRule, sideBySide } from './progress'
import type { Run } from './run'

export async function remove(run: Run, endpointName: string, observed: Observed): Promise<JobOutcome> {
  const ours = (resource: { tags: Record<string, string> } | undefined) => belongsTo(resource?.tags, endpointName)
  const { clients } = run.context
  const { logGroup, role } = observed
  const fn = observed.function
  await sideBySide([
    removeApis(run, observed),
    run.progress.step('function', async (step) => {
      if (!fn || !ours(fn)) return step.skip(fn ? 'Without our tag: left alone' : 'None there')
      await step.write(() => removeFunction(clients.lambda, fn.name))
      step.say(fn.name)
    }),
  ])
  await run.progress.step('log-group', async (step) => {
    if (!logGroup || !ours(logGroup)) return step.skip(logGroup ? 'Without our tag: left alone' : 'None there')
    await step.write(() => removeLogGroup(clients.logs, logGroup.name))
    step.say(logGroup.name)
  })
  await run.progress.step('role', async (step) => {
    if (!role || !ours(role)) return step.skip(role ? 'Without our tag: left alone' : 'None of ours')
    if (role.policy) await step.write(() => removeRolePolicy(clients.iam, role.name, rolePolicyName))
    await step.write(() => removeRole(clients.iam, role.name))
    step.say(role.name)
  })
  await verifyGone(run, endpointName)
  return { writes: run.progress.writes }
}

/** Every API of the endpoint, one after another: AWS removes one per 30 s for the whole account. */
async function removeApis(run: Run, { apis }: Observed): Promise<void> {
  const { clients, clock, target } = run.context
  await run.progress.step('rest-api', async (step) => {
    if (apis.length === 0) return step.skip('None there')
    const pace = removalPace(target)
    for (const { id } of apis) {
      const waitMs = pace.reserve(clock.now())
      if (waitMs > 0) {
        step.say(`API Gateway removes one API per 30 s; ${id} is next in ${Math.ceil(waitMs / 1000)} s`)
        await clock.wait(waitMs)
      }
      await step.write(() => removeRestApi(clients.once.apiGateway, id), whenThrottled)
      step.say(id)
    }
    step.say(apis.map((api) => api.id).join(', '))
  })
}

const whenThrottled: RetryRule = (error, attempt) =>
  error instanceof Error && error.name === 'TooManyRequestsException'
    ? { waitMs: 30_000, detail: `API Gateway removes one API per 30 s and account (attempt ${attempt})` }
    : undefined

/** Removed means that nothing is left: everything is read once more. */
async function verifyGone(run: Run, endpointName: string): Promise<void> {
  const { clients, target } = run.context
  await run.progress.step('verify', async (step) => {
    let left: string[] = []
    const clean = await step.until(
      async () => {
        const { items } = removalOf(endpointName, await observe(clients, target, endpointName), '')
        left = items.filter((item) => item.change === 'delete').map((item) => `${item.type} ${item.name}`)
        return left.length === 0 ? true : undefined
      },
      { detail: 'Reading everything once more', limitMs: 20_000 },
    )
    if (clean) return step.say('Nothing is left')
    throw new Refusal({
      code: 'not-gone',
      message: `Something is still there: ${left.join(', ')}.`,
      remedy: 'Run the removal again in a minute. If it stays, someone may be deploying this endpoint now.',
    })
  })
}
