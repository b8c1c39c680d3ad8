/** One run of a deploy or removal: its context, its progress, and the id that marks what it makes. */
import type { WiringContext } from './context'
import type { Desired } from './desired'
import { runTag } from './names'
import type { Progress } from './progress'

export interface Run {
  context: WiringContext
  progress: Progress
  /** In the tag `portico:run` of everything that this run makes, so that it knows its own after a lost answer. */
  id: string
  /** Whether a REST API bears our tags by this run's doing: without a role of ours it is the lock. */
  apiTaken?: boolean
}

/** On each resource from its birth: whose it is, and which run made it. */
export const birthTags = (run: Run, wish: Desired): Record<string, string> => ({ ...wish.tags, [runTag]: run.id })
