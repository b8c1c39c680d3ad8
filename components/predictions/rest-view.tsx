import { isLosslessNumber } from 'lossless-json'
import type { Prediction } from '@/lib/model/predictions/prediction'
import { plural } from '@/lib/plural'
import { JsonTree } from './json-tree'

/** What a body holds beside its prediction: single values at once, the rest in a tree. */
export function RestView({ prediction: { kind, rest } }: { prediction: Prediction }) {
  const entries = Object.entries(rest ?? {})
  if (kind === 'raw' || entries.length === 0) return null
  const deep = entries.filter(([, value]) => typeof value === 'object' && value !== null && !isLosslessNumber(value))
  const single = entries.filter((entry) => !deep.includes(entry))
  return (
    <div className="grid gap-3 border-line border-t pt-3">
      {single.length > 0 && (
        <dl className="flex flex-wrap gap-x-6 gap-y-1.5 text-12">
          {single.map(([key, value]) => (
            <div key={key} className="min-w-0">
              <dt className="text-fg-2">{key}</dt>
              <dd className="break-words font-mono tabular-nums">{String(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {deep.length > 0 && (
        <details>
          <summary className="min-h-6 text-12 text-fg-2">
            Also in the response: {deep.map(([key]) => key).join(', ')} ({plural(deep.length, 'key')})
          </summary>
          <div className="mt-2">
            <JsonTree value={Object.fromEntries(deep)} label="Also in the response, as a tree" />
          </div>
        </details>
      )}
    </div>
  )
}
