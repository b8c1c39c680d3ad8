/** How many features a model wants, as its container's refusal of a row says it. */
import { countSayings } from '../refusals/features'

/** A row was sent, so words count here that say elsewhere nothing of columns. */
const sayings: RegExp[] = [
  /expected:?\s*(?<expected>\d+),?\s*got:?\s*\d+/i,
  /does not match the model'?s number of features \(?(?<expected>\d+)/i,
  /not the same as it was in training data \((?<expected>\d+)\)/i,
  /axis -1 of input shape to have value (?<expected>\d+)/i,
  ...countSayings,
]

export function reportedWidth(message: string): number | undefined {
  for (const saying of sayings) {
    const width = Number(saying.exec(message)?.groups?.expected)
    if (width > 0 && width <= 500) return width
  }
  // "feature_names mismatch: ['f0', 'f1', 'f2', 'f3'] ['f0']": the booster's own names come first.
  const names = /feature_names mismatch:\s*\[(?<names>[^[\]]*)\]/i.exec(message)?.groups?.names
  return names ? names.split(',').length : undefined
}
