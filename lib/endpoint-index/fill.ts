/** Fills an index step by step, in the background, as long as somebody looks at it and within the budget. */
import type { Clock } from '../wiring/run/clock'
import { type Budget, gatewaySpacingMs } from './budget'
import type { EndpointIndex, Step } from './endpoint-index'
import { callsOfDetails, type IndexReader } from './reader'

/** Longer waits are cut into these, so that it ends soon after the last look. */
const longestWaitMs = 5_000

/** Runs until nothing is left to read or nobody looks; a second start joins the first. */
export async function fill(index: EndpointIndex, budget: Budget, clock: Clock): Promise<void> {
  if (index.filling) return
  index.filling = true
  try {
    for (;;) {
      const now = clock.now()
      const step = index.nextStep(now)
      if (!step || !index.reader) return
      const { ms, why } = budget.waitOf(now)
      if (why) index.pause(now + ms, why)
      const waitMs = Math.max(ms, index.pausedUntil - now)
      if (waitMs > 0) {
        await clock.wait(Math.min(waitMs, longestWaitMs))
        continue
      }
      const isGateway = step.part === 'apis' || step.part === 'access'
      budget.take(callsOf(step), now, isGateway ? gatewaySpacingMs : undefined)
      await run(step, index, index.reader, clock)
    }
  } finally {
    index.filling = false
  }
}

const callsOf = (step: Step): number => (step.part === 'details' ? callsOfDetails(step.status, step.withCost) : 1)

async function run(step: Step, index: EndpointIndex, reader: IndexReader, clock: Clock): Promise<void> {
  if (step.part === 'list') {
    const page = await reader.list(step.token)
    return page.ok ? index.takeList(page.value, clock.now()) : index.failed('list', page.error, clock.now())
  }
  if (step.part === 'tags') {
    const page = await reader.tags(step.token)
    return page.ok ? index.takeTags(page.value, clock.now()) : index.failed('tags', page.error, clock.now())
  }
  if (step.part === 'apis') {
    const apis = await reader.apis()
    return apis.ok ? index.takeApis(apis.value, clock.now()) : index.failed('apis', apis.error, clock.now())
  }
  if (step.part === 'access') {
    const kind = await reader.access(step.api)
    return kind.ok
      ? index.takeAccess(step.api, kind.value, clock.now())
      : index.failedAccess(step.api, kind.error, clock.now())
  }
  const details = await reader.details(step.name, step.status, step.withCost)
  return details.ok
    ? index.takeDetails(step.name, details.value, clock.now())
    : index.failedDetails(step.name, details.error, clock.now())
}
