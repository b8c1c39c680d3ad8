/** What a draft changes of a contract, each change with its value before and after: an empty list is the same contract. */
import type { Described } from '../profile/lay-over'
import type { Cell } from './column-value'
import type { Feature } from './contract'
import { type Draft, describedBy, draftOf, plain } from './draft'
import { inList } from './in-list'

export interface DraftChange {
  /** The row's key; absent for what is no feature. */
  key?: string
  /** The feature's name as it is now, or what changed instead of one. */
  subject: string
  /** The part of a feature; `row` for one that is added, removed or at another place. */
  part: Cell | 'row' | 'values'
  /** The part in words: `minimum`. */
  what: string
  /** Empty: nothing. */
  from: string
  to: string
}

const missingWords = {
  empty: 'sent as an empty cell',
  NaN: 'sent as NaN',
  null: 'sent as null',
  none: 'not allowed',
}

/** Lists of more values are cut in a sentence. */
const mostListed = 12

function listed(values: string[] | undefined): string {
  const some = (values ?? []).slice(0, mostListed).map(inList).join(', ')
  const rest = (values?.length ?? 0) - mostListed
  return rest > 0 ? `${some} and ${rest} more` : some
}

const numberText = (value: number | undefined) => (value === undefined ? '' : String(value))

const parts: { part: Cell; what: string; textOf: (feature: Feature) => string }[] = [
  { part: 'name', what: 'name', textOf: ({ name }) => name },
  { part: 'type', what: 'type', textOf: ({ type }) => type },
  { part: 'min', what: 'minimum', textOf: ({ min }) => numberText(min) },
  { part: 'max', what: 'maximum', textOf: ({ max }) => numberText(max) },
  { part: 'choices', what: 'choices', textOf: ({ choices }) => listed(choices) },
  { part: 'default', what: 'default', textOf: (feature) => feature.default ?? '' },
  { part: 'unit', what: 'unit', textOf: ({ unit }) => unit ?? '' },
  {
    part: 'missing',
    what: 'missing value',
    textOf: ({ missing }) => (missing ? missingWords[missing] : 'sent as given'),
  },
  { part: 'description', what: 'description', textOf: ({ description }) => description ?? '' },
]

const text = (value: unknown) => JSON.stringify(plain(value)) ?? ''

/** By feature in the order of the table, then what was removed, then the rest of the contract. */
export function changesOf(base: Described, draft: Draft): DraftChange[] {
  const own = draftOf(base.contract).rows.map(({ key }, place) => ({ key, feature: base.contract.features[place] }))
  const before = new Map(own.map(({ key, feature }) => [key, feature]))
  const now = describedBy(base, draft)
  const kept = new Set(draft.rows.map(({ key }) => key))
  const moved = movedKeys(draft.rows.map(({ key }) => key).filter((key) => before.has(key)))
  const inTable = draft.rows.flatMap(({ key }, place): DraftChange[] => {
    const feature = now.contract.features[place]
    const old = before.get(key)
    if (!feature) return []
    const subject = feature.name
    if (!old)
      return [{ key, subject, part: 'row', what: 'added', from: '', to: `${feature.type}, column ${place + 1}` }]
    const at = own.findIndex((one) => one.key === key)
    return [
      ...(moved.has(key)
        ? [{ key, subject, part: 'row' as const, what: 'column', from: String(at + 1), to: String(place + 1) }]
        : []),
      ...partChanges(old, feature).map((change) => ({ key, subject, ...change })),
    ]
  })
  const removed = own.flatMap(({ key, feature }, place): DraftChange[] =>
    feature && !kept.has(key)
      ? [{ subject: feature.name, part: 'row', what: 'removed', from: `${feature.type}, column ${place + 1}`, to: '' }]
      : [],
  )
  return [...inTable, ...removed, ...restChanges(base, draft, now)]
}

function partChanges(old: Feature, feature: Feature): Pick<DraftChange, 'part' | 'what' | 'from' | 'to'>[] {
  const changes = parts.flatMap(({ part, what, textOf }) => {
    const [from, to] = [textOf(old), textOf(feature)]
    const same = part === 'choices' ? text(old.choices) === text(feature.choices) : from === to
    return same ? [] : [{ part, what, from, to }]
  })
  if (changes.length > 0 || text(old) === text(feature)) return changes
  return [{ part: 'values', what: 'distribution', from: 'as deployed', to: 'of the rows that were read' }]
}

/** The sample row and the examples follow the table; what evidence wrote in their place is a change of its own. */
function restChanges(base: Described, draft: Draft, now: Described): DraftChange[] {
  const followed = describedBy(base, { rows: draft.rows })
  const counted = ({ contract }: Described) => String(contract.examples?.length ?? 0)
  const rest: [subject: string, before: unknown, after: unknown, from: string, to: string][] = [
    ['Sample row', followed.sampleRow, now.sampleRow, followed.sampleRow ?? '', now.sampleRow ?? ''],
    ['Examples', followed.contract.examples, now.contract.examples, counted(followed), counted(now)],
    ['Answer', base.contract.output, now.contract.output, outputText(base), outputText(now)],
  ]
  return rest.flatMap(([subject, before, after, from, to]) =>
    text(before) === text(after) ? [] : [{ subject, part: 'values' as const, what: 'changed', from, to }],
  )
}

const outputText = ({ contract: { output } }: Described): string =>
  [output?.task, output?.name, listed(output?.labels), output?.unit].filter(Boolean).join(', ')

/** The fewest rows that moved: all but a longest run of rows that are in the order of before. */
function movedKeys(keys: string[]): Set<string> {
  const places = keys.map((key) => Number(key.slice(1)))
  const longest = places.map(() => 1)
  const previous = places.map(() => -1)
  for (const [at, place] of places.entries())
    for (let earlier = 0; earlier < at; earlier += 1)
      if ((places[earlier] ?? 0) < place && (longest[earlier] ?? 0) + 1 > (longest[at] ?? 0)) {
        longest[at] = (longest[earlier] ?? 0) + 1
        previous[at] = earlier
      }
  const stayed = new Set<string>()
  for (let at = longest.indexOf(Math.max(0, ...longest)); at >= 0; at = previous[at] ?? -1) stayed.add(keys[at] ?? '')
  return new Set(keys.filter((key) => !stayed.has(key)))
}

/** `petal_width: minimum 0.1 → 0`, `species: removed`. */
export function changeText({ subject, part, what, from, to }: DraftChange): string {
  if (part === 'row' && (from === '' || to === '')) return `${subject}: ${what}`
  return `${subject}: ${what} ${from || 'none'} → ${to || 'none'}`
}
