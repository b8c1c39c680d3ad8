/** What API Gateway did not take of a definition, in words. Pure. */
import type { FieldChange } from '../state/plan'

/** What was dropped comes first and by name alone, as its desired value says nothing of why. */
export function differenceInWords(changes: FieldChange[]): string {
  const dropped = changes.filter(({ from, to }) => from === undefined && to !== undefined).map(({ field }) => field)
  const others = changes
    .filter(({ from, to }) => from !== undefined || to === undefined)
    .map(({ field, from, to }) => `${field}: expected ${to ?? 'nothing'}, found ${from ?? 'nothing'}`)
  return [
    ...(dropped.length > 0 ? [`Dropped: ${listed(dropped, ', ')}.`] : []),
    ...(others.length > 0 ? [`Different: ${listed(others, '; ')}.`] : []),
  ].join(' ')
}

const mostNamed = 8
const listed = (all: string[], between: string): string =>
  all.slice(0, mostNamed).join(between) + (all.length > mostNamed ? ` and ${all.length - mostNamed} more` : '')
