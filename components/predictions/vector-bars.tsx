import { formatValue } from '@/lib/model/predictions/headline'
import type { One } from '@/lib/model/predictions/prediction'
import { BarRow } from './bar-row'
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
  const at = (value: number) => (value - min) / span
  return (
    <div className="grid gap-3">
      <p className="text-12 text-fg-2">
        {name ?? 'Outputs'}
        {unit && `, ${unit}`}
      </p>
      <ul className="grid gap-2.5">
        {outputs.slice(0, mostShown).map(({ name: label, value, exact }, index) => (
          <BarRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a body can name an output twice
            key={index}
            label={label}
            from={at(Math.min(0, value))}
            to={Number.isFinite(value) ? at(Math.max(0, value)) : undefined}
            zero={min < 0 ? at(0) : undefined}
            color={fillAt(index)}
            value={formatValue(value, exact)}
          />
        ))}
      </ul>
      {outputs.length > mostShown && (
        <p className="text-12 text-fg-2">{outputs.length - mostShown} further outputs are in the raw response.</p>
      )}
    </div>
  )
}
