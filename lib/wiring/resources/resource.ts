/**
 * The hooks by which one kind of AWS resource takes part in plan, removal, steps, leftovers and tags. Each kind has a folder, whose
 * `plan.ts` implements them, and `index.ts` lists the kinds. All hooks are pure: writing is in `apply-resource.ts`.
 */
import type { WiringNames } from '../../spec/names'
import type { Route } from '../../spec/route'
import type { ApiSpec } from '../../spec/spec'
import type { Desired, DesiredApi, DesiredInput } from '../state/desired'
import type { Observed } from '../state/observed'
import type { JobStep, Plan, PlanItem } from '../state/plan'
import type { ResourceType } from '../state/resource-types'

/** Holds tags by their keys. */
export type Tags = Record<string, string>

/** Is what must be settled before a deploy: a resource, what is wrong, and the remedy. */
export type Blocker = Plan['blockers'][number]

/** Is one step of a job before it runs. */
export type Step = Pick<JobStep, 'id' | 'title'>

/** What a person chose: a resource of the API goes by the first, one of a route by the second. */
interface Chosen {
  api: ApiSpec
  route: Route
}

/** A resource of this public API that AWS can tag, as it is now. */
export interface Taggable {
  type: ResourceType
  /** The name of its row in a plan. */
  name: string
  arn: string
  tags: Tags
}

/** Passes on a resource that one run made, and nothing for any other. */
export type OfOneRun = <T extends { tags: Tags }>(resource: T | undefined) => T | undefined

/** Holds the pure half of a resource: what it should be, what differs, and its rows and steps. Every part is optional. */
export interface ResourcePlan {
  /** Gives its part of the desired state, for an option of the API; nothing if the spec does not choose it. */
  desired?(api: ApiSpec, endpointName: string, names: WiringNames, input: DesiredInput): Partial<DesiredApi>
  /** The tags by which the REST API says that it is there, by their keys; undefined is the value of one that goes. */
  apiTags?: Record<string, (api: ApiSpec) => string | undefined>
  /** Lists what a deploy needs of it, and what would change. */
  items?(desired: Desired, observed: Observed): PlanItem[]
  /** Lists what is there of it that a deploy keeps and AWS can tag. */
  taggables?(desired: Desired, observed: Observed): Taggable[]
  /** Lists what an earlier spec or somebody else left. It goes once the new URL is proved. */
  leftovers?(desired: Desired, observed: Observed): PlanItem[]
  /** Lists what a removal takes away, and what it leaves alone. */
  removal?(endpointName: string, observed: Observed): PlanItem[]
  /** Names what has a derived name, with the tags that it has: without ours it is somebody else's. */
  named?(desired: Desired, observed: Observed): [words: string, tags: Tags | undefined][]
  /** Lists what must be settled before a deploy. */
  blockers?(desired: Desired, observed: Observed): Blocker[]
  /** The steps of a deploy; `canaryPercent` of a canary. */
  steps?(chosen: Chosen, canaryPercent?: number): Step[]
  /** The steps that come after the URL is proved. */
  stepsAfterProof?(chosen: Chosen): Step[]
  /** The step of a removal. */
  removalStep?: Step
  /** Gives the fields of the spec that AWS shows, if the record of the spec is gone; and what AWS does not show, in words. */
  salvaged?(endpointName: string, observed: Observed): { fields: Partial<ApiSpec>; lost?: string }
  /** Leaves of the observed state what one run made. */
  ofOneRun?(observed: Observed, made: OfOneRun): Partial<Observed>
}
