import { formatValue } from '@/lib/model/predictions/headline'
import type { Explanation } from '@/lib/model/predictions/prediction'
import { BarRow } from './bar-row'

/** The features that moved a prediction most; more than this are counted. */
const mostShown = 20

interface ExplanationBarsProps {
  explanation: Explanation
  name?: string
  /** The version of the response that has the explanations. */
  version?: string
}

/** A bar for each feature from zero in the middle: to the right it moved the prediction up, to the left down. */
export function ExplanationBars({ explanation, name, version }: ExplanationBarsProps) {
  const { method, attributions, labels = [] } = explanation
  const outputs = Math.max(1, ...attributions.map(({ values }) => values.length))
  return (
    <div className="grid gap-4 border-line border-t pt-3">
      {Array.from({ length: outputs }, (_, output) => (
        <Bars
          // biome-ignore lint/suspicious/noArrayIndexKey: an output is its place
          key={output}
          title={`${name ? `${name}: ` : ''}what moved it${outputs > 1 ? `, ${labels[output] ?? `output ${output + 1}`}` : ''}`}
          method={version === undefined ? method : `${method}, version ${version}`}
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
  const half = (value: number) => 0.5 + (value || 0) / most / 2
  return (
    <div className="grid gap-2.5">
      <p className="text-12 text-fg-2">
        {title}, by {method.replaceAll('_', ' ')}
      </p>
      <ul className="grid gap-2">
        {sorted.slice(0, mostShown).map(({ feature, value }, index) => (
          <BarRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a text can hold a word twice
            key={index}
            label={feature}
            from={half(Math.min(0, value))}
            to={half(Math.max(0, value))}
            zero={0.5}
            color={value < 0 ? 'bg-c3' : 'bg-c1'}
            value={`${value > 0 ? '+' : ''}${formatValue(value)}`}
          />
        ))}
      </ul>
      {sorted.length > mostShown && (
        <p className="text-12 text-fg-2">{sorted.length - mostShown} further features moved it less.</p>
      )}
    </div>
  )
}
