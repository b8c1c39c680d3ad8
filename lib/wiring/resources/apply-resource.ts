/**
 * How one kind of AWS resource is tagged and taken away. What makes it before callers reach it stands in `deploy.ts`, in an order
 * that is a safety argument.
 */
import type { ObservedApi } from '../../aws/types'
import type { StepHandle } from '../run/progress'
import type { Run } from '../run/run'
import type { Desired } from '../state/desired'
import type { Observed } from '../state/observed'
import type { Taggable, Tags } from './resource'

/** Holds the half of a resource that writes. Every part is safe to repeat, and throws AWS's errors. */
export interface ResourceApply {
  /** Makes what `stepsAfterProof` names: what is safe to add once the URL works. */
  afterProof?(run: Run, desired: Desired, observed: Observed, api: ObservedApi): Promise<void>
  /** Writes tags on one of `taggables`; resources of API Gateway need none of their own. */
  tag?(run: Run, there: Taggable, tags: Tags): Promise<void>
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

/** Ends a step of a removal that has nothing to remove, and says why. */
export const skipMissing = (step: StepHandle, resource: object | undefined): void =>
  step.skip(resource ? 'Without our tag: left alone' : 'None there')
