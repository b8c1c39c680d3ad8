/** What was found behind a pasted invoke URL, hop by hop. Plain data. */

import type { WiringSpec } from '../../spec/spec'
import type { FieldChange } from '../state/plan'

export interface Hop {
  name: 'api' | 'integration' | 'function' | 'role' | 'endpoint'
  /** The resource's name or id. */
  found?: string
  fact: string
  /** Why the walk ends here, or what is wrong. */
  broken?: string
}

export interface Grade {
  check: string
  level: 'good' | 'warn' | 'bad'
  /** What is there now. */
  found: string
  /** Why it matters. */
  why: string
  /** What it is after adoption. */
  after: string
}

/** What adoption needs to know, and what is shown of it. */
export interface Walk {
  restApiId: string
  apiName: string
  stage: string
  /** `/predict`. */
  path: string
  /** The URL, built from AWS's answers. */
  invokeUrl: string
  /** `ANY`, or the one method that calls the function. */
  method: NonNullable<WiringSpec['adopted']>['method'] | ''
  queryParameter: string
  /** The integration's URI before. */
  uri: string
  hasOptions: boolean
  /** The throttle of the method, else of the stage; absent if there is only the account's. */
  throttle?: { rateLimit: number; burstLimit: number }
  /** Routes of the same API that are not this path: they are never touched. */
  neighbours: string[]
  endpointName?: string
  hops: Hop[]
  grades: Grade[]
  /** Methods that differ between the API and what its stage serves: our deployment would publish them. */
  unpublished: FieldChange[]
  /** Why it cannot be adopted. */
  obstacle?: string
}
