import { formatValue } from '@/lib/model/predictions/headline'
import type { Explanation } from '@/lib/model/predictions/prediction'
import { cn } from '../ui/cn'

/** The features that moved a prediction most; more than this are counted. */
const mostShown = 20

/** A bar for each feature from zero in the middle: to the right it moved the prediction up, to the left down. */
export function ExplanationBars({ explanation, name }: { explanation: Explanation; name?: string }) {
  const { method, attributions, labels = [] } = explanation
  const outputs = Math.max(1, ...attributions.map(({ values }) => values.length))
  return (
    <div className="grid gap-4 border-line border-t pt-3">
      {Array.from({ length: outputs }, (_, output) => (
        <Bars
          // biome-ignore lint/suspicious/noArrayIndexKey: an output is its place
          key={output}
          title={`${name ? `${name}: ` : ''}what moved it${outputs > 1 ? `, ${labels[output] ?? `output ${output + 1}`}` : ''}`}
          method={method}
          bars={attributions.map(({ feature, values }) => ({ feature, value: values[output] ?? Number.NaN }))}
        />
      ))}
    </div>
  )
}

interface BarsProps {
  title: string
  method: string
  bars: { feature: string; value: number }[]
}

function Bars({ title, method, bars }: BarsProps) {
  const sorted = [...bars].sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const most = sorted.reduce((found, { value }) => Math.max(found, Math.abs(value) || 0), 0) || 1
  return (
    <div className="grid gap-2.5">
      <p className="text-12 text-fg-2">
        {title}, by {method.replaceAll('_', ' ')}
      </p>
      <ul className="grid gap-2">
        {sorted.slice(0, mostShown).map(({ feature, value }, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a text can hold a word twice
            key={index}
            className="grid grid-cols-[minmax(56px,128px)_minmax(0,1fr)_72px] items-center gap-3"
          >
            <span className="truncate" title={feature}>
              {feature}
            </span>
            <span aria-hidden className="relative h-2.5 overflow-hidden rounded-chip bg-press">
              <span className="absolute inset-y-0 left-1/2 w-px bg-fg-2" />
              <span
                className={cn('absolute inset-y-0', value < 0 ? 'right-1/2 bg-c3' : 'left-1/2 bg-c1')}
                style={{ width: `${((Math.abs(value) || 0) / most) * 50}%` }}
              />
            </span>
            <span className="text-right font-mono text-code tabular-nums">
              {value > 0 ? '+' : ''}
              {formatValue(value)}
            </span>
          </li>
        ))}
      </ul>
      {sorted.length > mostShown && (
        <p className="text-12 text-fg-2">{sorted.length - mostShown} further features moved it less.</p>
      )}
    </div>
  )
}
