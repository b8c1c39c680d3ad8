/** The answer of an asynchronous endpoint, requested as its first question was. */
import { jobOf } from '../../model/predictions/job'
import type { Clock } from '../run/clock'
import type { StepHandle } from '../run/progress'
import type { UrlResponse } from './probe'

/** An endpoint that is scaled to none needs minutes to start; the deploy need not wait for them. */
const limitMs = 2 * 60_000

/**
 * @param callJob calls the URL with `?job=`
 * @returns what the 202 became, or the 202 itself where the model is still at work after two minutes
 */
export async function followJob(
  clock: Clock,
  step: Pick<StepHandle, 'until'>,
  accepted: UrlResponse,
  callJob: (job: string) => Promise<UrlResponse>,
): Promise<UrlResponse> {
  const job = jobOf(accepted)
  if (!job) return accepted
  const begun = clock.now()
  const response = await step.until(
    async () => {
      const now = await callJob(job)
      return now.status === 202 || now.status === 429 ? undefined : now
    },
    { detail: 'The request is taken; waiting for the model’s answer', limitMs },
  )
  return response ? { ...response, latencyMs: accepted.latencyMs + clock.now() - begun } : accepted
}
