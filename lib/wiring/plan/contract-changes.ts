/** What differs between two feature contracts: the features by number and name, not one line for each of their fields. Pure. */
import { type Feature, type FeatureContract, inputOf } from '../../model/contract/contract'
import { inList } from '../../model/contract/in-list'
import { plural } from '../../plural'
import { fieldChanges } from '../state/field-changes'
import type { FieldChange } from '../state/plan'

/** More features than this are counted instead of named. */
const mostNamed = 3

export const contractChanges = (from: FeatureContract, to: FeatureContract): FieldChange[] => [
  ...featureChanges(from.features, to.features),
  ...fieldChanges(wordsOf(from), wordsOf(to)),
  ...detailChanges(from, to),
]

const wordsOf = (contract: FeatureContract) => ({
  'model input': inputOf(contract).kind,
  task: contract.output?.task ?? '',
  'name of the output': contract.output?.name ?? '',
  'unit of the output': contract.output?.unit ?? '',
})

/** A sentence of its own: it has no value from which and to which. */
const sentence = (field: string): FieldChange => ({ field })

function featureChanges(from: Feature[], to: Feature[]): FieldChange[] {
  if (from.length === 0 && to.length === 0) return []
  if (from.length === 0) return [sentence(`${plural(to.length, 'feature')} described`)]
  if (to.length === 0) return [sentence(`${plural(from.length, 'feature')} no longer described`)]
  const before = new Map(from.map((one) => [one.name, one]))
  const names = new Set(to.map(({ name }) => name))
  const added = to.filter(({ name }) => !before.has(name))
  const removed = from.filter(({ name }) => !names.has(name))
  const changed = to.filter((one) => before.has(one.name) && !isSame(before.get(one.name), one))
  const order = (all: Feature[]) => all.map(({ name }) => name).filter((name) => names.has(name) && before.has(name))
  return [
    ...counted(added, 'added'),
    ...counted(removed, 'removed'),
    ...(changed.length === 1 ? oneFeature(before, changed) : counted(changed, 'changed')),
    ...(isSame(order(from), order(to)) ? [] : [sentence('order of features changed')]),
  ]
}

function counted(features: Feature[], verb: string): FieldChange[] {
  if (features.length === 0) return []
  const names = features.length > mostNamed ? '' : `: ${features.map(({ name }) => inList(name)).join(', ')}`
  return [sentence(`${plural(features.length, 'feature')} ${verb}${names}`)]
}

/** Shows the values of one feature: `petal_width, unit: cm → mm`. */
function oneFeature(before: Map<string, Feature>, [feature]: Feature[]): FieldChange[] {
  const old = feature && before.get(feature.name)
  if (!feature || !old) return []
  const values = ({ histogram: _, quantiles: __, choices = [], ...rest }: Feature) => ({
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [`${feature.name}, ${key}`, `${value}`])),
    [`${feature.name}, choices`]: choices.join(', '),
  })
  const changes = fieldChanges(values(old), values(feature))
  return changes.length > 0 ? changes : [sentence(`distribution of ${inList(feature.name)} changed`)]
}

/** The parts that are long, so that only the fact is said. */
function detailChanges(from: FeatureContract, to: FeatureContract): FieldChange[] {
  const labels = ({ output }: FeatureContract) => output?.labels ?? []
  const rest = ({ output }: FeatureContract) => {
    const { labels: _, task: __, name: ___, unit: ____, ...others } = output ?? {}
    return others
  }
  const input = (contract: FeatureContract) => inputOf(contract)
  return [
    ...(isSame(labels(from), labels(to))
      ? []
      : [sentence(labels(to).length > 0 ? `${plural(labels(to).length, 'label')} described` : 'labels removed')]),
    ...(isSame(rest(from), rest(to)) ? [] : [sentence('range of the output changed')]),
    ...(input(from).kind === input(to).kind && !isSame(input(from), input(to))
      ? [sentence('options of the model input changed')]
      : []),
    ...(isSame(from.examples ?? [], to.examples ?? [])
      ? []
      : [sentence(to.examples?.length ? `${plural(to.examples.length, 'example')} kept` : 'examples removed')]),
  ]
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
