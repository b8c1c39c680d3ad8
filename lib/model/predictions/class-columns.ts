/** Classes whose names are keys: AutoGluon's and tidymodels' columns of probabilities, TorchServe's maps. */
import { besides } from './besides'
import type { ClassScore, One } from './prediction'
import { shareOf } from './series/forecast'
import { exactOf, type Fields, isNum, isShare, labelOf, numOf, type Output } from './shape'

/** `a_proba`, `a_probability`; `proba_a`, `prob_a`, `probability_a`, `.pred_a`. Limits of an interval are no classes. */
const column = /^(?:(?:proba?|probability|\.pred)_(?!(?:class|lower|upper)$)(.+)|(.+)_(?:proba|probability))$/

const names = [
  'label',
  '.pred_class',
  'predicted_label',
  'prediction',
  'pred',
  'class',
  'predicted_class',
  'prediction_label',
]

export function classesOfColumns(record: Fields, output: Output): One | undefined {
  return fromColumns(record, output) ?? fromNamedColumn(record) ?? fromMap(record, output)
}

/** AutoGluon's `{"species": "setosa", "setosa": 0.9, "virginica": 0.1}`: a name that is the key of its own share. */
function fromNamedColumn(record: Fields): One | undefined {
  const [found, ...more] = Object.entries(record).filter(([, value]) => typeof value === 'string')
  const [nameKey, label] = found ?? []
  const others = Object.entries(record).filter(([key]) => key !== nameKey)
  if (more.length > 0 || nameKey === undefined || others.length < 2 || !others.some(([key]) => key === label))
    return undefined
  const scores = others.flatMap(([key, value]) =>
    isNum(value) && isShare(numOf(value)) ? [{ label: key, probability: numOf(value), ...exactOf(value) }] : [],
  )
  const sum = scores.reduce((total, { probability }) => total + probability, 0)
  if (scores.length < others.length || Math.abs(sum - 1) > 0.02) return undefined
  return { kind: 'classes', label: String(label), scores }
}

function fromColumns(record: Fields, output: Output): One | undefined {
  const scores = Object.entries(record).flatMap(([key, value]): (ClassScore & { key: string })[] => {
    const [, after, before] = (isNum(value) && isShare(numOf(value)) && key.match(column)) || []
    const label = after ?? before
    return label !== undefined && isNum(value)
      ? [{ key, label: labelOf(label, output), probability: numOf(value), ...exactOf(value) }]
      : []
  })
  if (scores.length < 2) return undefined
  const nameKey = names.find((key) => ['string', 'boolean', 'number'].includes(typeof record[key]))
  const columns = new Set(scores.map(({ key }) => key))
  const others = Object.fromEntries(Object.entries(record).filter(([key]) => !columns.has(key)))
  const rest = besides(others, nameKey ? [nameKey] : [])
  if (!rest) return undefined
  const all = scores.map(({ key: _, ...score }) => score)
  return { kind: 'classes', label: nameKey ? labelOf(record[nameKey], output) : bestOf(all), scores: all, ...rest }
}

/** `{"papillon": 0.81, "collie": 0.06}`: shares of the likeliest classes, the greatest first, or of all of them. */
function fromMap(record: Fields, output: Output): One | undefined {
  const entries = Object.entries(record)
  const isShares = entries.every(([, value]) => isNum(value) && isShare(numOf(value)))
  if (entries.length < 2 || !isShares || !besides(record, [])) return undefined
  // Quantiles can add up to one as well.
  if (entries.every(([key]) => shareOf(key) !== undefined)) return undefined
  const scores = entries.flatMap(([label, value]) =>
    isNum(value) ? [{ label, probability: numOf(value), ...exactOf(value) }] : [],
  )
  const sum = scores.reduce((total, { probability }) => total + probability, 0)
  const isSorted = scores.every(({ probability }, at) => at === 0 || probability <= (scores[at - 1]?.probability ?? 0))
  const isTop = scores.length > 2 && isSorted && sum <= 1.02 && sum > 0
  const isKnown =
    output?.task === 'classification' && scores.every(({ label }) => output.labels?.includes(label) ?? true)
  const isNamed = output?.outputs?.some((name) => name in record)
  if (isNamed || !(isKnown || isTop || Math.abs(sum - 1) < 0.02)) return undefined
  return { kind: 'classes', label: bestOf(scores), scores }
}

export const bestOf = (scores: ClassScore[]): string =>
  scores.reduce(
    (best, one) => (one.probability > best.probability ? one : best),
    scores[0] ?? { label: '', probability: 0 },
  ).label
