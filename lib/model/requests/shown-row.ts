/** A row for examples of code where nobody gave one: each value of its feature's type, inside its range. */
import type { Feature } from '../contract/contract'
import { encodeRow, problemOf, startingValues } from './encode'

/** Without described features a row of one number, which at least has the form of a row. */
export function shownRow(features: Feature[]): string {
  if (features.length === 0) return '1'
  const values = startingValues(features)
  const filled = features.map((feature) => {
    const value = values[feature.name] ?? ''
    return [feature.name, value !== '' && !problemOf(feature, value) ? value : typedValue(feature)]
  })
  return encodeRow(features, Object.fromEntries(filled))
}

function typedValue({ type, min, max, choices }: Feature): string {
  if (type === 'choice') return choices?.[0] ?? 'text'
  if (type === 'text') return 'text'
  return type === 'boolean' ? 'false' : String(min ?? max ?? 1)
}
