/** The answer of an asynchronous endpoint, asked for at the public URL as a caller would. */
import { jobOf, jobUrl } from '../predictions/job'
import type { WiringContext } from './context'
import { type Answer, ask } from './probe'
import type { StepHandle } from './progress'

/** An endpoint that is scaled to none needs minutes to start; the deploy need not wait for them. */
const limitMs = 2 * 60_000

/** @returns what the 202 became, or the 202 itself where the model is still at work after two minutes */
export async function followJob(
  context: Pick<WiringContext, 'clock' | 'fetch'>,
  step: Pick<StepHandle, 'until'>,
  url: string,
  accepted: Answer,
): Promise<Answer> {
  const job = jobOf(accepted)
  if (!job) return accepted
  const begun = context.clock.now()
  const answer = await step.until(
    async () => {
      const now = await ask(context, jobUrl(url, job))
      return now.status === 202 ? undefined : now
    },
    { detail: 'The request is taken; waiting for the model’s answer', limitMs },
  )
  return answer ? { ...answer, latencyMs: accepted.latencyMs + context.clock.now() - begun } : accepted
}
