/** Shows the undo of a stopped deploy as further steps of the same job. Pure. */
import type { Emit } from '../wiring/run/progress'
import type { JobStep } from '../wiring/state/plan'

const undone = (step: JobStep): JobStep => ({ ...step, id: `undo-${step.id}`, title: `Undo: ${step.title}` })

/** @param afterMs when the undo began, since the start of the job */
export const undoEmit =
  (emit: Emit, afterMs: number): Emit =>
  (step) =>
    emit({
      ...undone(step),
      ...(step.startedMs === undefined ? {} : { startedMs: step.startedMs + afterMs }),
      ...(step.endedMs === undefined ? {} : { endedMs: step.endedMs + afterMs }),
      attemptsMs: step.attemptsMs.map((at) => at + afterMs),
    })
