/** What enforced columns refuse, and what they do not, in sentences for the person who chooses it. */
import { plural } from '../../plural'
import { type Feature, fewestForQuantiles } from './contract'
import { isWholeList } from './whole-list'

const directWords =
  'Without a function the gateway enforces JSON bodies only: the number of values of each row in a list, alone or below instances or inputs, and that they are numbers if every column is one that cannot be missing. CSV, rows in the query and every other type pass to the model, which refuses in its own words. A + in the query arrives as a blank here: callers write %2B.'

/** More names than these are counted. */
const mostNamed = 3

const named = (features: Feature[]) =>
  features.length > mostNamed ? `${features.length} columns` : features.map(({ name }) => name).join(', ')

/** @param isDirect the gateway enforces, and no function */
export function enforcedWords(features: Feature[], isDirect = false): string {
  if (features.length === 0) return 'Nothing is refused before the columns are described.'
  if (isDirect) return directWords
  const listed = features.filter(({ type }) => type === 'choice')
  const open = listed.filter((feature) => !isWholeList(feature))
  const filled = features.filter(({ missing }) => missing === 'none')
  return [
    `A row needs ${plural(features.length, 'value')}, each of its column’s type; a whole number counts as a number, and ranges refuse nothing.`,
    open.length > 0 &&
      `The values of ${named(open)} are no rule, as fewer than ${fewestForQuantiles} rows showed them: edit the list to make it one.`,
    filled.length > 0
      ? `A missing value is refused in ${named(filled)} alone.`
      : 'A missing value is refused only if the column says “not allowed”.',
  ]
    .filter(Boolean)
    .join(' ')
}
