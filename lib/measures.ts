/** What this process measures of itself while metrics are on: parts below do not know who publishes it (`lib/prometheus`). */
import { processWide } from './process-wide'

/** `stopped`: a person stopped it. `handed-over`: the process had to end first. `left-behind`: no process went on with it. */
export type JobOutcomeName = 'done' | 'failed' | 'stopped' | 'handed-over' | 'left-behind'

export interface Measures {
  /** One attempt of a call: the SDK's own retries count one each. @param result `ok`, or the code of the failure (`lib/errors/table.ts`) */
  awsCall(call: { service: string; operation: string; result: string; seconds: number }): void
  /** @param job.seconds how long it ran; undefined if it never began */
  jobEnded(job: { kind: 'deploy' | 'remove'; outcome: JobOutcomeName; seconds?: number }): void
  /** @param request.status undefined if the caller left before the answer began */
  request(request: { method: string; route: string; status?: number; seconds: number }): void
}

/** The entrance (scripts/lib/entrance.mjs) finds the taker by these names. */
const place = processWide('measures', () => ({ taker: undefined as Measures | undefined }))

/** Returns where to report to; undefined while metrics are off. */
export const measures = (): Measures | undefined => place.taker

/** Called once, when a process starts with metrics on; undefined ends it. */
export function takeMeasures(taker: Measures | undefined): void {
  place.taker = taker
}

/** Names the outcome of a job that ended with this failure, or without one. */
export function outcomeNameOf(code: string | undefined): JobOutcomeName {
  if (code === undefined) return 'done'
  return code === 'stopped' || code === 'handed-over' || code === 'left-behind' ? code : 'failed'
}
