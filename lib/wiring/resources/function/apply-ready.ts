import { observeVersion } from '../../../aws/lambda/function'
import type { ObservedVersion } from '../../../aws/types'
import { Refusal } from '../../../errors'
import { capitalized } from '../../../first-letter'
import type { StepHandle } from '../../run/progress'
import type { Run } from '../../run/run'

const limitMinutes = 5

interface Awaited {
  functionName: string
  /** Names the function in messages, with its article: "the authorizer". */
  what: string
  /** A published version; without it, `$LATEST`. */
  version?: string
}

/**
 * Waits until Lambda has made a function or version, or changed it, by the two states that the SDK's FunctionActiveV2 and
 * FunctionUpdatedV2 wait for: https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html
 * @returns its settings then
 * @throws Refusal if Lambda failed, or after 5 minutes
 */
export async function untilActive(
  run: Run,
  { functionName, what, version }: Awaited,
  step: StepHandle,
): Promise<ObservedVersion> {
  const settled = await step.until(
    async () => {
      const now = await observeVersion(run.context.clients.lambda, functionName, version)
      return now && now.state !== 'Pending' && now.lastUpdateStatus !== 'InProgress' ? now : undefined
    },
    { detail: `Waiting until ${version ? `version ${version}` : what} is active`, limitMs: limitMinutes * 60_000 },
  )
  if (settled && settled.state !== 'Failed' && settled.lastUpdateStatus !== 'Failed') return settled
  throw new Refusal({
    code: 'function-not-active',
    message: settled
      ? `Lambda could not make ${what} ready.`
      : `${capitalized(what)} did not become active in ${limitMinutes} minutes.`,
    cause: settled?.stateReason ?? settled?.lastUpdateReason,
    remedy: 'Deploy again; if it repeats, remove the public API and deploy it again.',
  })
}
