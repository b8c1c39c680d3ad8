import type { Prediction } from '@/lib/predictions/prediction'
import { CodeBlock } from '../ui/code-block'
import { ClassBars } from './class-bars'

type One = Exclude<Prediction, { kind: 'rows' }>

/** Six significant digits, without an exponent where it can be read. */
export const formatValue = (value: number): string =>
  Math.abs(value) >= 1e9 || (value !== 0 && Math.abs(value) < 1e-4)
    ? value.toExponential(4)
    : new Intl.NumberFormat('en', { maximumSignificantDigits: 6 }).format(value)

/** What was predicted, in one word or number. */
export function headlineOf(prediction: One): string | undefined {
  if (prediction.kind === 'classes') return prediction.label
  return prediction.kind === 'value' ? formatValue(prediction.value) : undefined
}

interface PredictionViewProps {
  prediction: Prediction
  /** What the output is called: `Species`. */
  name?: string
}

/** One prediction large, several as a table, anything else as it came. */
export function PredictionView({ prediction, name }: PredictionViewProps) {
  if (prediction.kind === 'rows') return <Rows rows={prediction.rows} name={name} />
  if (prediction.kind === 'raw')
    return <CodeBlock boxed wrap code={prediction.text || '(an empty body)'} label="Response body" />
  return (
    <div className="grid gap-4">
      <div>
        <p className="text-12 text-fg-2">{name ?? (prediction.kind === 'classes' ? 'Class' : 'Value')}</p>
        <p className="break-words font-semibold text-28/[36px] tracking-tight">
          {headlineOf(prediction)}
          {prediction.kind === 'value' && prediction.unit && (
            <span className="ml-1.5 font-normal text-16 text-fg-2">{prediction.unit}</span>
          )}
        </p>
      </div>
      {prediction.kind === 'classes' && prediction.scores.length > 0 && (
        <ClassBars scores={prediction.scores} label={prediction.label} />
      )}
    </div>
  )
}

/** More than this many rows belong in a file. */
const mostRows = 100

function Rows({ rows, name }: { rows: One[]; name?: string }) {
  return (
    <div className="max-h-96 overflow-auto">
      <table className="w-full text-left">
        <caption className="sr-only">Predictions, one a row</caption>
        <thead className="text-12 text-fg-2">
          <tr>
            <th scope="col" className="py-1.5 pr-3 font-medium">
              Row
            </th>
            <th scope="col" className="py-1.5 pr-3 font-medium">
              {name ?? 'Prediction'}
            </th>
            <th scope="col" className="py-1.5 text-right font-medium">
              Probability
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            <tr key={index} className="border-line border-t">
              <td className="py-1.5 pr-3 text-fg-3 tabular-nums">{index + 1}</td>
              <td className="py-1.5 pr-3">{headlineOf(row) ?? (row.kind === 'raw' ? row.text : '')}</td>
              <td className="py-1.5 text-right font-mono text-code tabular-nums">{probabilityOf(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostRows && <p className="pt-2 text-12 text-fg-3">{rows.length - mostRows} further rows.</p>}
    </div>
  )
}

function probabilityOf(row: One): string {
  if (row.kind !== 'classes') return ''
  return row.scores.find((score) => score.label === row.label)?.probability.toFixed(3) ?? ''
}
