/** How a hop of a trace looks by what came of it. Pure. */
import type { HopId } from '@/lib/trace/types'
import { hopNumber } from '@/lib/trace/types'
import type { MarkShape } from '../ui/state/status'
import type { Tone } from '../ui/tone'
import type { TraceState } from './trace-state'

export interface HopLook {
  tone: Tone
  shape: MarkShape
  word: string
}

const looks = {
  before: { tone: 'off', shape: 'ring', word: 'Not called yet' },
  waiting: { tone: 'off', shape: 'ring', word: 'Waits for its turn' },
  calling: { tone: 'new', shape: 'arc', word: 'Calling' },
  answered: { tone: 'ok', shape: 'dot', word: 'Answered' },
  here: { tone: 'bad', shape: 'cross', word: 'Broken here' },
  skipped: { tone: 'off', shape: 'ring', word: 'Not called' },
  denied: { tone: 'warn', shape: 'bar', word: 'Not allowed' },
} as const satisfies Record<string, HopLook>

/** @param hops of one column: the URL is called by the server and by a browser */
export function hopLook({ running, calling, outcomes, diagnosis, ended }: TraceState, hops: HopId[]): HopLook {
  const mine = hops.flatMap((hop) => outcomes[hop] ?? [])
  if (hops.some((hop) => calling.includes(hop))) return looks.calling
  if (mine.some(({ state }) => state === 'broken')) {
    if (!diagnosis) return ended ? looks.here : { ...looks.here, word: 'Broken' }
    if (hops.includes(diagnosis.hop)) return looks.here
    return { tone: 'warn', shape: 'bar', word: `Broken by hop ${hopNumber[diagnosis.hop]}` }
  }
  if (mine.some(({ state }) => state === 'denied')) return looks.denied
  if (mine.some(({ state }) => state === 'answered')) return looks.answered
  if (mine.length > 0) return looks.skipped
  return running ? looks.waiting : looks.before
}
