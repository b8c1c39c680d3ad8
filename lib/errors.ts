/**
 * From AWS's errors to ours: what failed, why, and what to do next. The table is beside this file.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
import { factsOf, Refusal } from './errors/facts'
import { table, unavailable } from './errors/table'
import type { Failure } from './result'

export { Refusal } from './errors/facts'

export interface ErrorContext {
  /** `Lambda CreateFunction`; the call of the SDK's client, unless given. */
  operation?: string
  /** The step of a deploy or removal. */
  step?: string
  /** What it was about: `function portico-iris`. */
  subject?: string
}

/** Says whether the error is one that people can meet in a day's work. All others belong to the log and to `error.tsx`. */
export function isExpected(error: unknown): boolean {
  return error instanceof Refusal || factsOf(error) !== undefined
}

/** Names what was thrown: the code of its failure, or `unexpected`. */
export function codeOf(error: unknown): string {
  return isExpected(error) ? toFailure(error, {}).code : 'unexpected'
}

/** One sentence of what failed, why, and what to do next, with AWS's own words kept. Throws what is not expected. */
export function toFailure(error: unknown, context: ErrorContext): Failure {
  const step = context.step ? { step: context.step } : {}
  if (error instanceof Refusal) return { ...step, ...error.failure }
  const facts = factsOf(error)
  if (!facts) throw error
  const operation = context.operation ?? facts.operation
  const row = table.find(
    (one) =>
      one.names.test(facts.name) && (!one.message || one.message.test(facts.message)) && (!one.when || one.when(facts)),
  )
  const subject = context.subject ? `: ${context.subject}` : ''
  const known = row
    ? { code: row.code, ...row.say({ ...facts, operation }, subject) }
    : facts.status !== undefined && facts.status >= 500
      ? { code: 'aws-unavailable', ...unavailable(facts, subject) }
      : {
          code: 'aws-error',
          message: `AWS refused it with ${facts.name}${subject}.`,
          cause: facts.message,
          remedy: 'Read what AWS says, fix it, then run it again.',
        }
  return {
    ...known,
    ...step,
    aws: {
      name: facts.name,
      message: facts.message,
      ...(operation ? { operation } : {}),
      ...(facts.requestId ? { requestId: facts.requestId } : {}),
    },
  }
}
