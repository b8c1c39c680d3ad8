import type { FieldChange, ResourceType } from '@/lib/wiring/plan'

/** Where a console page is. */
export interface Place {
  account: string
  region: string
}

export type Health = 'healthy' | 'changed' | 'missing'

/** One resource of a wiring, with where it is in AWS. */
export interface ResourceView {
  type: ResourceType
  name: string
  health: Health
  fact: string
  /** What differs, where something does. */
  why?: string
  /** From what is to what was deployed. */
  fields: FieldChange[]
  arn?: string
}
