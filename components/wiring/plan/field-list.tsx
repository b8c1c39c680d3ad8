import type { FieldChange } from '@/lib/wiring/state/plan'

/** Field by field, from what to what. */
export function FieldList({ fields }: { fields: FieldChange[] }) {
  return (
    <ul className="grid gap-1 font-mono text-12">
      {fields.map(({ field, from, to }) => (
        <li key={field} className="break-words">
          <span className="text-fg-2">{field}: </span>
          {from !== undefined && <del className="text-bad-f">{from}</del>}
          {from !== undefined && to !== undefined && (
            <span className="text-fg-3">
              {' '}
              <span aria-hidden>→</span>
              <span className="sr-only">becomes</span>{' '}
            </span>
          )}
          {to !== undefined ? (
            <ins className="text-ok-f no-underline">{to}</ins>
          ) : (
            <span className="text-fg-3"> taken away</span>
          )}
        </li>
      ))}
    </ul>
  )
}
