import { replyOf } from '@/lib/model/predictions/bodies/sse'
import type { RunInput } from '@/lib/runs/input'
import type { Run } from '@/lib/runs/run'
import type { Shown } from '../call/use-prediction'

/** A run as the prediction card shows it: what was kept of the answer. */
export function shownOfRun(run: Run): Shown {
  const { input, status, contentType, text, isAssembled, image, latencyMs, at } = run
  if (status === undefined) return { outcome: { kind: 'unreachable', timedOut: false, latencyMs }, input, at }
  return {
    outcome: { kind: 'response', status, contentType, text, isAssembled, image, latencyMs, serverTiming: null },
    input,
    at,
  }
}

/** A run as its form begins: a conversation goes on after its answer. */
export function openedInput({ input, status, text, contentType }: Run): RunInput {
  if (input.kind !== 'chat' || status === undefined || status >= 400) return input
  const content = replyOf(text, contentType)
  return content === undefined ? input : { ...input, messages: [...input.messages, { role: 'assistant', content }] }
}
