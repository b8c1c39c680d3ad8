/** What a visitor is to do and what comes of it, in a sentence, from the contract alone. */
import { capitalized } from '@/lib/first-letter'
import type { Feature, FeatureContract } from '@/lib/model/contract/contract'
import { inputOf } from '@/lib/model/contract/contract'
import type { RowShape } from '@/lib/model/requests/build-request'
import { isEnforced } from '@/lib/model/requests/request-shape'
import { plural } from '@/lib/plural'

/** `sepal_length` as people read it: Sepal length. Only for the form: what is sent names no column. */
export function plainFeatures(features: Feature[]): Feature[] {
  const plain = features.map((feature) => {
    return { ...feature, name: capitalized(wordsOf(feature)) }
  })
  // Two columns must not become one.
  return new Set(plain.map(({ name }) => name)).size === features.length ? plain : features
}

/** The words of a column's name, without the unit that stands beside it: bill length, of `bill_length_mm` in mm. */
function wordsOf({ name, unit }: Feature): string {
  const words = name.replaceAll('_', ' ').trim()
  return unit && words.toLowerCase().endsWith(` ${unit.toLowerCase()}`) ? words.slice(0, -unit.length - 1) : words
}

/** What each kind of input needs from a visitor. */
const invitations = {
  text: 'Write a text',
  image: 'Give a picture',
  audio: 'Give a recording',
  chat: 'Write to the model',
  json: 'Give JSON',
}

export function introOf(contract: FeatureContract): string {
  const { features, output } = contract
  const { kind } = inputOf(contract)
  if (kind === 'chat') return `${invitations.chat} and read its answer.`
  const what = output?.name ? `the ${output.name.toLowerCase()}` : 'a prediction'
  if (kind !== 'rows') return `${invitations[kind]} and get ${what}.`
  if (features.length === 0) return `Give a row of values and get ${what}.`
  if (features.length > 6) return `Give ${features.length} values and get ${what}.`
  const names = features.map(wordsOf)
  const last = names.pop()
  return `Give ${names.length > 0 ? `${names.join(', ')} and ${last}` : last}, and get ${what}.`
}

/** More names than these are counted. */
const mostNamed = 20

/** What the URL refuses before the model is called, and the order that it expects; undefined if it refuses nothing. */
export function refusedIn(page: { contract: FeatureContract; request: RowShape }): string | undefined {
  if (!isEnforced(page)) return undefined
  const names = page.contract.features.map(({ name }) => name)
  const shown = names.slice(0, mostNamed).join(', ')
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ''
  // One value for all rows says that no function stands behind the URL.
  const what = page.request.oneValue ? 'A row in a JSON body' : 'A row'
  const type = page.request.oneValue ? '' : ', or with a value of another type,'
  const order = names.length === 1 ? 'the value' : `${plural(names.length, 'value')} in the order`
  return `${what} with another number of values${type} is refused with 400: send ${order} ${shown}${more}.`
}
