import 'server-only'
import type { ConsoleContext } from '@/lib/console/context'
import { withStartingAccess } from '@/lib/cost/exposure'
import type { Calls } from '@/lib/endpoints/probe/call-costs'
import { type StartingSpec, startingSpec } from '@/lib/endpoints/probe/starting-spec'
import type { TriedModel } from '@/lib/endpoints/types'
import { isExpected, toFailure } from '@/lib/errors'
import { log } from '@/lib/log'
import { fail, ok, type Result } from '@/lib/result'

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
 */
export async function* tryModel(context: ConsoleContext, name: string): AsyncGenerator<Result<TriedModel>> {
  try {
    const start = await firstStart(context, name, 'if-open')
    if (!start.ok) return yield start
    // A variant holds its container's environment, which stays here.
    const { variants: _, ...tried } = start.value
    yield ok(tried)
  } catch (error) {
    if (isExpected(error)) return yield fail(toFailure(error, {}))
    log().error({ event: 'evidence.try', err: error }, 'unexpected')
    yield fail({
      code: 'unexpected',
      message: 'The model could not be tried.',
      remedy: 'Try again; the console’s log has the details.',
    })
  }
}
