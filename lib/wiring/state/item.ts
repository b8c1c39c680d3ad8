/** What the rows of a plan are made of. */

import type { ChangeKind, FieldChange, PlanItem } from './plan'

/** Says that a part of a resource was not read, and which permission that takes. */
export const unchecked = (action: string, arn: string, what: string): string =>
  `${what} are not checked, because the console is not allowed to call ${action} on ${arn}`

/** The change of something that the spec requires. */
export const change = (exists: boolean, fields: FieldChange[]): ChangeKind =>
  exists ? (fields.length > 0 ? 'update' : 'none') : 'create'

export const whyOf: Record<ChangeKind, string> = {
  create: 'It is not there yet',
  update: 'It differs from the spec',
  replace: 'It cannot be changed in place',
  delete: 'Nothing uses it any more',
  none: 'Up to date',
}

/** A row, with the reason that its change has unless another is given. */
export const item = (row: Omit<PlanItem, 'why' | 'fields'> & { why?: string; fields?: FieldChange[] }): PlanItem => ({
  ...row,
  why: row.why ?? whyOf[row.change],
  fields: row.fields ?? [],
})

/** What the enforced number of columns and types mean for a URL that has callers. */
export const enforcedForCallers =
  'Columns are enforced from the switch on: calls that pass today can get 400, if they have another number of values or a value of another type. A whole number counts as a number, and values that few rows showed are no rule'

/** The same without a function: only the gateway can enforce, and only JSON. */
export const enforcedForJson =
  'Rows in JSON bodies are enforced from the switch on: calls that pass today can get 400, if a row has another number of values. CSV and rows in the query pass as before'

/** Further facts of a row, each behind a comma. */
export const noted = (notes: string[]): string => notes.map((note) => `, ${note}`).join('')

/** A row of a removal: something of ours goes. */
export const removed = (type: PlanItem['type'], name: string, fact: string): PlanItem =>
  item({ type, name, change: 'delete', fact, why: 'Made by Portico for this endpoint' })

/** A row of a removal: something of somebody else's stays. */
export const kept = (
  type: PlanItem['type'],
  name: string,
  fact: string,
  why = 'Not made by Portico: left alone',
): PlanItem => item({ type, name, change: 'none', fact, why })
