/**
 * The steps of a job as the progress list first shows them. They stand in the order of the resources; `deploy` and `remove` do
 * them by id. Pure.
 */

import { onlyRoute, type WiringSpec } from '../../spec/spec'
import { resources } from '../resources'
import type { Step } from '../resources/resource'
import type { JobStep } from '../state/plan'

const waiting = (step: Step): JobStep => ({ ...step, detail: '', state: 'waiting', attemptsMs: [] })

/** @param canaryPercent a canary has a step of its own */
/** Lists a job's steps, each waiting. A step that has nothing to do is listed too, and is skipped as the job reaches it. */
export function initialSteps(kind: 'deploy', spec: WiringSpec, canaryPercent?: number): JobStep[]
export function initialSteps(kind: 'remove'): JobStep[]
export function initialSteps(kind: 'deploy' | 'remove', spec?: WiringSpec, canaryPercent?: number): JobStep[] {
  return (kind === 'remove' || !spec ? removalSteps() : deploySteps(spec, canaryPercent)).map(waiting)
}

function deploySteps(spec: WiringSpec, canaryPercent?: number): Step[] {
  const chosen = { api: spec, route: onlyRoute(spec) }
  return [
    { id: 'read', title: 'Account and endpoint' },
    ...resources.flatMap(({ steps }) => steps?.(chosen, canaryPercent) ?? []),
    { id: 'probe', title: 'Call the public API' },
    { id: 'sample', title: chosen.route.integration?.kind === 'http' ? 'Call the address' : 'Call the model' },
    ...resources.flatMap(({ stepsAfterProof }) => stepsAfterProof?.(chosen) ?? []),
    ...(spec.tags ? [{ id: 'tags', title: 'Tags' }] : []),
    { id: 'cleanup', title: 'Leftovers' },
    { id: 'record', title: 'Record' },
  ]
}

/** What holds the lock goes last, after a look at everything else. */
function removalSteps(): Step[] {
  const [lock, ...others] = resources.flatMap(({ removalStep }) => removalStep ?? [])
  return [
    { id: 'read', title: 'Read what is there' },
    ...others.toReversed(),
    { id: 'verify', title: 'Check that nothing else is left' },
    ...(lock ? [lock] : []),
  ]
}
