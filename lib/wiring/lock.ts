/**
 * The lock of a wiring: its role, whose name is unique in the account and which a removal takes away last of all; where
 * the person brought a role of their own, the REST API. A deploy that finds it gone was overtaken by a removal.
 */
import { observeRole } from '../aws/role'
import { isExpected, Refusal } from '../errors'
import type { Desired } from './desired'
import { belongsTo } from './names'
import { findApis } from './observe'
import type { Observed } from './observed'
import type { Run } from './run'

/** IAM's copies lag behind each other by seconds, so one look that finds nothing proves nothing. */
const betweenLooksMs = 5_000

/** False where it cannot be read: a deploy is never taken back on a guess. */
export async function isLockLost(run: Run, wish: Desired, { api }: Observed): Promise<boolean> {
  // An API that never was is nothing that somebody removed.
  const wasHeld = wish.role.kind === 'create' || run.apiTaken || belongsTo(api?.tags, wish.spec.endpointName)
  if (!wasHeld) return false
  try {
    if (await isHeld(run, wish)) return false
    await run.context.clock.wait(betweenLooksMs)
    return !(await isHeld(run, wish))
  } catch (error) {
    if (!isExpected(error)) throw error
    return false
  }
}

async function isHeld({ context }: Run, wish: Desired): Promise<boolean> {
  const { endpointName } = wish.spec
  if (wish.role.kind !== 'create') return (await findApis(context.clients, endpointName)).length > 0
  const role = await observeRole(context.clients.iam, wish.role.name, wish.role.policyName)
  return belongsTo(role?.tags, endpointName)
}

export const removedMeanwhile = (wish: Desired) =>
  new Refusal({
    code: 'removed-meanwhile',
    message: 'Someone removed this wiring while it was deployed.',
    cause: `Its ${wish.role.kind === 'create' ? `role ${wish.role.name}` : 'REST API'} is gone. What this run had made since was taken back.`,
    remedy: 'Read the plan again, and deploy once nobody removes it.',
  })
