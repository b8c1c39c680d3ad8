import { formatValue } from '@/lib/model/predictions/headline'
import type { One } from '@/lib/model/predictions/prediction'
import { cn } from '../ui/cn'
import { fillAt } from './series'

/** More outputs than this are in the raw response. */
const mostShown = 40

interface VectorBarsProps {
  prediction: Extract<One, { kind: 'vector' }>
  name?: string
}

/** Each output with a bar from zero, all on one scale; below zero goes left where there is any. */
export function VectorBars({ prediction: { outputs, unit }, name }: VectorBarsProps) {
  const values = outputs.map(({ value }) => value).filter(Number.isFinite)
  const min = Math.min(0, ...values)
  const span = Math.max(0, ...values) - min || 1
  const share = (value: number) => ((value - min) / span) * 100
  return (
    <div className="grid gap-3">
      <p className="text-12 text-fg-2">
        {name ?? 'Outputs'}
        {unit && `, ${unit}`}
      </p>
      <ul className="grid gap-2.5">
        {outputs.slice(0, mostShown).map(({ name: label, value, exact }, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a body can name an output twice
            key={index}
            className="grid grid-cols-[minmax(56px,128px)_minmax(0,1fr)_minmax(56px,auto)] items-center gap-3"
          >
            <span className="truncate" title={label}>
              {label}
            </span>
            <span aria-hidden className="relative h-2.5 overflow-hidden rounded-chip bg-press">
              {Number.isFinite(value) && (
                <span
                  className={cn('absolute inset-y-0 rounded-chip', fillAt(index))}
                  style={{ left: `${share(Math.min(0, value))}%`, width: `${(Math.abs(value) / span) * 100}%` }}
                />
              )}
              {min < 0 && <span className="absolute inset-y-0 w-px bg-fg-2" style={{ left: `${share(0)}%` }} />}
            </span>
            <span className="text-right font-mono text-code tabular-nums">{formatValue(value, exact)}</span>
          </li>
        ))}
      </ul>
      {outputs.length > mostShown && (
        <p className="text-12 text-fg-2">{outputs.length - mostShown} further outputs are in the raw response.</p>
      )}
    </div>
  )
}
