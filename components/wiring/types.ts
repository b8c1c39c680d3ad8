import type { FieldChange } from '@/lib/wiring/state/plan'
import type { ResourceType } from '@/lib/wiring/state/resource-types'

/** The place of a console page. */
export interface Place {
  account: string
  region: string
}

/** `partly`: what was read is as deployed, and not all could be read. */
export type Health = 'healthy' | 'partly' | 'changed' | 'missing'

/** One resource of a wiring, with where it is in AWS. */
export interface ResourceView {
  type: ResourceType
  name: string
  health: Exclude<Health, 'partly'>
  fact: string
  /** What of it could not be read, and so not be compared, in words; absent if all was. */
  unchecked?: string[]
  /** What differs, where something does. */
  why?: string
  /** From what is to what was deployed. */
  fields: FieldChange[]
  arn?: string
}
