import { withoutUnit } from '@/lib/wiring/state/field-changes'
import type { FieldChange } from '@/lib/wiring/state/plan'

/** Longer values are cut; a tooltip has the whole. */
const mostCharacters = 60

/** What differs between two versions, as one sentence: `7 features described · rate 50 → 20 req/s`. */
export function SpecChangeList({ changes }: { changes: FieldChange[] }) {
  return (
    <ul className="flex flex-wrap gap-x-1.5">
      {changes.map((change, index) => (
        <li key={change.field} className="min-w-0 break-words">
          <Sentence {...change} from={withoutUnit(change)} />
          {index < changes.length - 1 && (
            <span aria-hidden className="text-fg-3">
              {' ·'}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Sentence({ field, from, to }: FieldChange) {
  if (from === undefined && to === undefined) return field
  return (
    <>
      {field} {from !== undefined && <Value text={from} />}
      {from !== undefined && to !== undefined && (
        <span className="text-fg-3">
          {' '}
          <span aria-hidden>→</span>
          <span className="sr-only">becomes</span>{' '}
        </span>
      )}
      {to !== undefined && <Value text={to} />}
      {from === undefined && ' added'}
      {to === undefined && ' removed'}
    </>
  )
}

const Value = ({ text }: { text: string }) =>
  text.length > mostCharacters ? (
    <span className="mono break-all" title={text}>
      {text.slice(0, mostCharacters)}…
    </span>
  ) : (
    <span className="mono break-words">{text}</span>
  )
