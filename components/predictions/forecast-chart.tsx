import { formatValue, headlineOf, middleOf } from '@/lib/model/predictions/headline'
import type { One } from '@/lib/model/predictions/prediction'
import { plural } from '@/lib/plural'
import { ScrollRegion } from '../ui/scroll-region'
import { Table, Td, Th } from '../ui/table'
import { pathOf, scaleOf } from './forecast-scale'
import { Verdict } from './verdict'

interface ForecastChartProps {
  prediction: Extract<One, { kind: 'forecast' }>
  name?: string
}

/** The middle line over the steps, the outer quantiles as a band, sample paths thin behind; the numbers in a table below. */
export function ForecastChart({ prediction, name }: ForecastChartProps) {
  const { mean, quantiles, band, samples } = prediction
  const middle = middleOf(prediction)
  const [low, high] = quantiles.length > 1 ? [quantiles[0], quantiles.at(-1)] : []
  const [lower, upper] = low && high ? [low.values, high.values] : band ? [band.lower, band.upper] : []
  const limits = band ? [band.lower, band.upper] : []
  const lines = [middle, ...limits, ...quantiles.map(({ values }) => values), ...samples]
  const scale = scaleOf(lines)
  const last = middle.findLast(Number.isFinite)
  const line = mean ? 'mean' : quantiles.length > 0 ? 'middle quantile' : 'median of the samples'
  return (
    <div className="grid gap-3">
      <Verdict name={name ? `${name}, last step` : 'Last step'} note={plural(middle.length, 'step')}>
        {last === undefined ? 'No number' : formatValue(last)}
      </Verdict>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-11 text-fg-2 tabular-nums">
        <div aria-hidden className="flex h-44 flex-col justify-between text-right font-mono">
          {[scale.max, (scale.max + scale.min) / 2, scale.min].map((tick, index) => (
            <span key={['max', 'half', 'min'][index]}>{formatValue(Number(tick.toPrecision(3)))}</span>
          ))}
        </div>
        <svg
          viewBox="0 0 600 160"
          preserveAspectRatio="none"
          role="img"
          aria-label={`Forecast: ${headlineOf(prediction)}`}
          className="my-2 h-40 w-full overflow-visible"
          fill="none"
        >
          {[0, 80, 160].map((y) => (
            <path key={y} d={`M0 ${y}H600`} className="stroke-c-grid" vectorEffect="non-scaling-stroke" />
          ))}
          {lower && upper && <path d={scale.band(lower, upper)} className="fill-c1/20" />}
          {samples.slice(0, 50).map((values, index) => (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: samples have no identity but their place
              key={index}
              d={pathOf(values, scale)}
              className="stroke-c2/60"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          <path d={pathOf(middle, scale)} className="stroke-c1" strokeWidth="1.75" vectorEffect="non-scaling-stroke" />
        </svg>
        <div aria-hidden className="col-start-2 flex justify-between">
          <span>step 1</span>
          {middle.length > 1 && <span>step {middle.length}</span>}
        </div>
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-12">
        <Key className="h-0.5 bg-c1">{line}</Key>
        {low && high && (
          <Key className="h-2.5 bg-c1/20">
            quantiles {low.share} to {high.share}
          </Key>
        )}
        {band && !low && <Key className="h-2.5 bg-c1/20">the model’s own lower and upper limit</Key>}
        {samples.length > 0 && <Key className="h-px bg-c2">{Math.min(50, samples.length)} samples</Key>}
      </ul>
      <details>
        <summary className="min-h-6 text-12 text-fg-2">Values by step</summary>
        <ScrollRegion aria-label="Values by step" className="mt-2 max-h-72 overflow-auto">
          <Table>
            <thead>
              <tr>
                <Th>Step</Th>
                {mean && <Th className="text-right">Mean</Th>}
                {quantiles.map(({ share }) => (
                  <Th key={share} className="text-right">
                    {share}
                  </Th>
                ))}
                {band && <Th className="text-right">Lower</Th>}
                {band && <Th className="text-right">Upper</Th>}
              </tr>
            </thead>
            <tbody>
              {middle.map((_, step) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
                <tr key={step}>
                  <Td className="text-fg-3 tabular-nums">{step + 1}</Td>
                  {[...(mean ? [mean] : []), ...quantiles.map(({ values }) => values), ...limits].map(
                    (values, column) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                      <Td key={column} className="text-right font-mono text-code tabular-nums">
                        {formatValue(values[step] ?? Number.NaN)}
                      </Td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollRegion>
      </details>
    </div>
  )
}

function Key({ className, children }: { className: string; children: React.ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className={`w-3.5 ${className}`} />
      <span>{children}</span>
    </li>
  )
}
