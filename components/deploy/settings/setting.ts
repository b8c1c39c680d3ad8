/** What a setting under Advanced is: how it is called here and at AWS, and which fields of the form it holds. */
import type { RequestShape, ResponseShape } from '@/lib/model/requests/request-shape'
import type { DeployValues } from '../values/form-values'
import type { SettingGroup } from './setting-groups'

/** A field of the form, or a part of one that holds several settings. */
export type SettingPath =
  | Exclude<keyof DeployValues, 'request' | 'response'>
  | `request.${keyof RequestShape & string}`
  | `response.${keyof ResponseShape & string}`

/** What decides which settings there are. */
interface Situation {
  values: DeployValues
  /** Somebody else made the API: what is its owner's is no setting. */
  adopted: boolean
  /** Something is live. */
  deployed: boolean
}

export interface Setting {
  id: string
  group: SettingGroup
  label: string
  /** AWS's own name of the property: `TimeoutInMillis`. */
  property: string
  /** One line. */
  line: string
  paths: readonly SettingPath[]
  /** Returns the value in words: `60 s`, `off`. Two values with the same words are the same. */
  words: (values: DeployValues) => string
  applies: (situation: Situation) => boolean
}
