import 'server-only'
import type { AuditNote } from '@/lib/console/audit'
import type { ConsoleContext } from '@/lib/console/context'
import { withStartingAccess } from '@/lib/cost/exposure'
import type { Calls } from '@/lib/endpoints/probe/call-costs'
import { type StartingSpec, startingSpec } from '@/lib/endpoints/probe/starting-spec'
import type { TriedModel } from '@/lib/endpoints/types'
import { isExpected, toFailure } from '@/lib/errors'
import { log } from '@/lib/log'
import { type Failure, fail, ok, type Result } from '@/lib/result'

/** A starting spec with who can call it, and why: `as the model takes chat messages`. */
export type FirstStart = StartingSpec & { reason: string }

/** Finds what a first deploy of the endpoint starts with, who can call included. */
export async function firstStart(context: ConsoleContext, name: string, calls: Calls): Promise<Result<FirstStart>> {
  const start = await startingSpec(context.clients, name, calls)
  if (!start.ok) return start
  return ok({ ...start.value, ...(await withStartingAccess(context, start.value.spec, start.value)) })
}

/**
 * The same after calls of the model, if it is open what to send, as a stream of one: what is thrown on the way arrives at the
 * browser stripped, so failures are values.
 * @param note is given what came of it, for the audit line
 */
export async function* tryModel(
  context: ConsoleContext,
  name: string,
  note: (more: AuditNote) => void,
): AsyncGenerator<Result<TriedModel>> {
  const failed = (failure: Failure) => {
    note({ ok: false, code: failure.code })
    return fail(failure)
  }
  try {
    const start = await firstStart(context, name, 'if-open')
    if (!start.ok) return yield failed(start.error)
    // A variant holds its container's environment, which stays here.
    const { variants: _, calls, ...tried } = start.value
    note({ modelCalls: calls, found: tried.line, ...(tried.failure ? { ok: false, code: tried.failure.code } : {}) })
    yield ok(tried)
  } catch (error) {
    if (isExpected(error)) return yield failed(toFailure(error, {}))
    log().error({ event: 'evidence.try', err: error }, 'unexpected')
    yield failed({
      code: 'unexpected',
      message: 'The model could not be tried.',
      remedy: 'Try again; the console’s log has the details.',
    })
  }
}
