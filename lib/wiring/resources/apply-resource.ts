/** How one kind of AWS resource is taken away. What makes it stands in `deploy.ts`, in an order that is a safety argument. */
import type { StepHandle } from '../run/progress'
import type { Run } from '../run/run'
import type { Desired } from '../state/desired'
import type { Observed } from '../state/observed'

export interface ResourceApply {
  /**
   * Takes away what `leftovers` lists.
   * @returns what went, in words
   */
  tidy?(run: Run, desired: Desired, observed: Observed, step: StepHandle): Promise<string[]>
  /**
   * Takes away what is older than what a person can go back to, once everything else is tidy.
   * @returns what went, in words
   */
  prune?(run: Run, desired: Desired, observed: Observed, step: StepHandle): Promise<string[]>
  /** Says whether calls that are under way can still need what `tidy` takes away. */
  respondsStill?(desired: Desired, observed: Observed): boolean
  /** Takes away what `removal` lists. */
  remove?(run: Run, endpointName: string, observed: Observed, step: StepHandle): Promise<void>
}

export const skipMissing = (step: StepHandle, resource: object | undefined): void =>
  step.skip(resource ? 'Without our tag: left alone' : 'None there')
