import { formatValue, headlineOf, isBeyond } from '@/lib/model/predictions/headline'
import type { One } from '@/lib/model/predictions/prediction'
import { Verdict } from './verdict'

type Value = Extract<One, { kind: 'value' }>

/** A number; on its scale where the contract knows what the training data held. */
export function ValueView({ prediction, name }: { prediction: Value; name?: string }) {
  const finite = Number.isFinite(prediction.value)
  return (
    <div className="grid gap-3">
      <Verdict
        name={name ?? prediction.name ?? 'Value'}
        unit={prediction.unit}
        note={finite ? undefined : 'The model answered no finite number.'}
      >
        {headlineOf(prediction)}
      </Verdict>
      {finite && <ValueScale prediction={prediction} />}
    </div>
  )
}

/** Says where the number lies among those of the training data, and warns if it lies beyond. */
export function ValueScale({ prediction }: { prediction: Value }) {
  const { value, unit, seen } = prediction
  if (!seen || !Number.isFinite(value)) return null
  const low = Math.min(seen.min, value)
  const span = Math.max(seen.max, value) - low
  const share = (at: number) => `${((at - low) / span) * 100}%`
  const isOut = isBeyond(prediction)
  return (
    <div className="grid gap-2">
      <div aria-hidden className="relative h-2.5 rounded-chip bg-press">
        <span
          className="absolute inset-y-0 rounded-chip bg-c1/30"
          style={{ left: share(seen.min), width: `${((seen.max - seen.min) / span) * 100}%` }}
        />
        <span className="absolute -inset-y-1 -ml-0.5 w-1 rounded-full bg-fg" style={{ left: share(value) }} />
      </div>
      <p className="text-12 text-fg-2">
        {isOut && <span className="font-medium text-warn-f">Outside what the training data held. </span>}
        The training data held {formatValue(seen.min)} to {formatValue(seen.max)}
        {unit && ` ${unit}`}.
      </p>
    </div>
  )
}
