/** A pasted header, rows or a file over a draft: what it would make of it, before a person takes it. */
import { keptPlural } from '../../plural'
import { fail, ok, type Result } from '../../result'
import type { Evidence } from '../profile/evidence'
import { type Described, layOver } from '../profile/lay-over'
import { columnOf, isNumeric } from './column-value'
import { type Feature, inputOf } from './contract'
import { type Draft, describedBy, newKeys } from './draft'
import { outputFrom } from './edit-contract'

/** Fails with what is wrong with the evidence as features, and what to do. */
export function withEvidenceIn(base: Described, draft: Draft, evidence: Evidence): Result<Draft> {
  if (evidence.features.length === 0)
    return fail({
      code: 'no-features',
      message: `This is ${evidence.source}, and names no columns.`,
      remedy: 'Paste the column names, or rows in their order. Other kinds of input are set in the deploy options.',
    })
  const now = describedBy(base, draft)
  const known = inOrder(now.contract.features, evidence)
  const laid = layOver({ ...now, contract: { ...now.contract, features: known } }, evidence)
  if (!laid.ok) return laid
  const { contract, sampleRow } = laid.value
  if (inputOf(contract).kind !== 'rows')
    return fail({
      code: 'other-input',
      message: `This is ${evidence.source} of a model that takes no rows.`,
      remedy: 'Change the kind of input in the deploy options.',
    })
  const placed = contract.features.map((feature, place) =>
    evidence.named ? known.findIndex(({ name }) => name === feature.name) : place,
  )
  const fresh = newKeys(draft, placed.length)
  const rows = contract.features.map((feature, place) => ({
    ...columnOf(feature),
    key: draft.rows[placed[place] ?? -1]?.key ?? fresh[place] ?? '',
  }))
  const keys = rows.map(({ key }) => key)
  const changed = JSON.stringify(contract.output) !== JSON.stringify(now.contract.output)
  return ok({
    rows,
    // Names alone have no rows of values: those of before follow.
    written: evidence.bare ? draft.written : { keys, sampleRow, examples: contract.examples },
    output: changed ? contract.output : draft.output,
  })
}

/** Names for as many columns, none of which is known, are those of the columns in their order. */
function inOrder(features: Feature[], { named, features: found }: Evidence): Feature[] {
  const names = new Set(features.map(({ name }) => name))
  const renames = named && features.length === found.length && !found.some(({ name }) => names.has(name))
  return renames
    ? features.map((feature, place) => ({ ...feature, name: found[place]?.name ?? feature.name }))
    : features
}

/** The draft without a column of the training data that is what the model predicts. */
export function withResponse(base: Described, draft: Draft, place: number): Draft {
  const feature = describedBy(base, draft).contract.features[place]
  if (!feature) return draft
  return { ...draft, rows: draft.rows.toSpliced(place, 1), output: { ...base.contract.output, ...outputFrom(feature) } }
}

/** What the evidence says of the features of a draft, in a sentence: names first, then ranges. */
export function comparedWith({ contract: { features } }: Described, { features: found, named }: Evidence): string {
  const columns = keptPlural(found.length, 'column')
  if (features.length === 0) return columns
  if (!named) return features.length === found.length ? `${columns}, as many as there are features` : columns
  const byName = new Map(features.map((feature) => [feature.name, feature]))
  const fresh = found.filter(({ name }) => !byName.has(name))
  const gone = features.filter(({ name }) => !found.some((one) => one.name === name))
  const wider = found.filter((one) => isWider(byName.get(one.name), one))
  if (fresh.length === found.length && features.length === found.length)
    return `${columns}, no name is known: they name the features in their order`
  return [
    fresh.length + gone.length === 0 ? `${columns}, all names match` : columns,
    fresh.length > 0 && `new: ${short(fresh)}`,
    gone.length > 0 && `not in it, so removed: ${short(gone)}`,
    wider.length > 0 && `beyond the range: ${short(wider)}`,
  ]
    .filter(Boolean)
    .join('; ')
}

function isWider(known: Feature | undefined, { min, max, type }: Feature): boolean {
  if (!known || !isNumeric(type)) return false
  return (
    (min !== undefined && known.min !== undefined && min < known.min) ||
    (max !== undefined && known.max !== undefined && max > known.max)
  )
}

const most = 4
const short = (features: Feature[]) =>
  features
    .slice(0, most)
    .map(({ name }) => name)
    .join(', ') + (features.length > most ? ` and ${features.length - most} more` : '')
