/** Many calls of the public API, as fast as it allows: a throttled call waits as long as the answer says, and is made again. */

import type { Call, CallOutcome, CallResponse } from './call'
import { sendCall } from './send-call'
import { waited } from './waited'

/** Waits in seconds where the gateway names none; after the last the 429 is the answer. */
const waitsSeconds = [1, 2, 4, 8, 16]
/** Longer than this nobody watches a chart. */
const longestWaitSeconds = 60

interface Patience {
  signal: AbortSignal
  /** Called before a wait, and after it with undefined. */
  onWait?: (seconds: number | undefined) => void
}

/** Undefined where the caller changed its mind. */
export async function sendPatiently(call: Call, { signal, onWait }: Patience): Promise<CallOutcome | undefined> {
  for (let tried = 0; ; tried += 1) {
    const outcome = await sendCall(call, signal)
    const fallback = waitsSeconds[tried]
    if (outcome?.kind !== 'response' || !isPassing(outcome) || fallback === undefined) return outcome
    const suggested = Number(outcome.retryAfter)
    const seconds = Math.min(longestWaitSeconds, suggested > 0 ? suggested : fallback)
    onWait?.(seconds)
    await waited(seconds * 1000, signal)
    onWait?.(undefined)
  }
}

/** A quota that is used up does not come back in seconds. */
const isPassing = ({ status, errorType }: CallResponse): boolean =>
  status === 429 && errorType !== 'LimitExceededException'

/** Runs the work for each item, a few at a time, in order of the items; ends early where the signal fires. */
export async function eachOf<T>(
  items: T[],
  atOnce: number,
  signal: AbortSignal,
  work: (item: T, index: number) => Promise<void>,
) {
  let next = 0
  const worker = async () => {
    while (next < items.length && !signal.aborted) {
      const index = next
      next += 1
      await work(items[index] as T, index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker))
}
