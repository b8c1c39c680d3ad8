import type { Feature } from '@/lib/model/contract/contract'
import { missingForms } from '@/lib/model/contract/contract-terms'

/** The types of a feature, as a select offers them. */
export const typeOptions = (['number', 'integer', 'choice', 'boolean', 'text'] as const).map((value) => ({
  value,
  label: value,
}))

/** What the model takes where a row has no value. */
export const missingOptions = [
  { value: 'unknown', label: 'sent as given: the model decides' },
  { value: 'none', label: 'not allowed' },
  { value: 'empty', label: 'sent as an empty cell' },
  { value: 'NaN', label: 'sent as NaN' },
  { value: 'null', label: 'sent as null' },
]

/** What a select gives as a contract has it; absent if nobody knows. */
export const missingOf = (value: string): Feature['missing'] => missingForms.find((form) => form === value)
