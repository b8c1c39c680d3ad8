/** One run of a deploy or removal: its context, its progress, and the id that marks what it makes. */
import type { OwnCalls } from '../../own-calls/own-calls'
import { runTag } from '../../spec/names'
import type { Desired, DesiredApi } from '../state/desired'
import type { WiringContext } from './context'
import type { Lock } from './lock'
import type { Progress } from './progress'

/** Holds one deploy or removal while it runs. */
export interface Run {
  /** What it calls to prove the URL, counted apart from callers. */
  ownCalls: OwnCalls
  /** Its calls pass the lock. */
  context: WiringContext
  lock: Lock
  progress: Progress
  /** In the tag `portico:run` of everything that this run makes, so that it knows its own after a lost answer. */
  id: string
  /** Given when nobody waits any longer for a model that has to start. */
  enough?: AbortSignal
  /** The person declined that the model is called. */
  untested?: boolean
  /** The unique id of the role that this run made. */
  madeRole?: string
  /** The REST API that this run made. */
  madeApi?: string
  /** The API that this run made was born with the copy of the spec. */
  hasCopy?: boolean
  /** Fields of the API that this endpoint has no operation for; none on AWS. */
  lacking?: string[]
}

/** On each resource from its birth: whose it is, and which run made it. */
export const birthTags = (run: Run, desired: DesiredApi): Record<string, string> => ({
  ...desired.tags,
  [runTag]: run.id,
})

/** The same of the API, which is the lock where the spec has no role of ours. */
export const apiBirthTags = (run: Run, desired: Desired): Record<string, string> => ({
  ...birthTags(run, desired),
  ...(desired.role.kind === 'create' ? {} : run.lock.tags),
})
