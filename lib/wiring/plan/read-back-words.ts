/** What API Gateway did not take of a definition, in words. Pure. */
import type { FieldChange } from '../state/plan'

/**
 * What was dropped comes first and by name alone, as its desired value says nothing of why. A method, or an integration, that
 * is missing or too many as a whole is named once, instead of by each of its fields.
 */
export function differenceInWords(changes: FieldChange[]): string {
  const isDropped = ({ from, to }: FieldChange) => from === undefined && to !== undefined
  const isAdded = ({ from, to }: FieldChange) => from !== undefined && to === undefined
  const dropped = wholesOf(changes.filter(isDropped)).map(({ field, whole }) => whole ?? field)
  const added = wholesOf(changes.filter(isAdded)).map(({ field, from, whole }) =>
    whole ? `${whole}: not expected` : `${field}: expected nothing, found ${from}`,
  )
  const others = changes
    .filter((one) => !isDropped(one) && !isAdded(one))
    .map(({ field, from, to }) => `${field}: expected ${to ?? 'nothing'}, found ${from ?? 'nothing'}`)
  const different = [...others, ...added]
  return [
    ...(dropped.length > 0 ? [`Dropped: ${listed(dropped, ', ')}.`] : []),
    ...(different.length > 0 ? [`Different: ${listed(different, '; ')}.`] : []),
  ].join(' ')
}

/** Each field, or the whole that it is a part of, once: each method says if it needs a key, each integration has a type. */
function wholesOf(changes: FieldChange[]): (FieldChange & { whole?: string })[] {
  const endingIn = (end: string) =>
    changes.flatMap(({ field }) => (field.endsWith(end) ? [field.slice(0, -end.length)] : []))
  const wholes = [
    ...endingIn(' apiKeyRequired').map((method) => ({ begin: `${method} `, whole: `the method ${method}` })),
    ...endingIn(' integration.type').map((method) => ({
      begin: `${method} integration.`,
      whole: `the integration of ${method}`,
    })),
  ]
  const named = changes.map((change) => ({
    ...change,
    whole: wholes.find(({ begin }) => change.field.startsWith(begin))?.whole,
  }))
  return named.filter(
    ({ whole }, index) => whole === undefined || named.findIndex((other) => other.whole === whole) === index,
  )
}

const mostNamed = 8
const listed = (all: string[], between: string): string =>
  all.slice(0, mostNamed).join(between) + (all.length > mostNamed ? ` and ${all.length - mostNamed} more` : '')
