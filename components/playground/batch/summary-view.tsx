import type { Bin, Confusion, Errors, LabelCount, Summary } from '@/lib/batch/summary'
import { formatFixed, formatNumber } from '@/lib/locale'
import { formatValue } from '@/lib/model/predictions/headline'
import { plural } from '@/lib/plural'
import { BarRow } from '../../predictions/bar-row'
import { fillAt } from '../../predictions/series'
import { cn } from '../../ui/cn'
import { ScrollRegion } from '../../ui/scroll-region'

const percent = (share: number | undefined) => (share === undefined ? 'none' : `${formatFixed(share * 100, 1)} %`)
const whole = (number: number) => formatNumber(number)

/** What the predictions say together, as bars with their numbers and as tables. */
export function SummaryView({ summary, name }: { summary: Summary; name?: string }) {
  return (
    <div className="grid gap-6 border-line border-t p-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      {summary.kind === 'classes' ? (
        <>
          <Distribution counts={summary.distribution} total={summary.predicted} name={name ?? 'Class'} />
          {summary.confusion && <ConfusionTable confusion={summary.confusion} />}
        </>
      ) : (
        <>
          <Histogram
            bins={summary.bins}
            min={summary.min}
            max={summary.max}
            mean={summary.mean}
            name={name ?? 'Value'}
          />
          {summary.errors && <ErrorFacts errors={summary.errors} />}
        </>
      )}
    </div>
  )
}

function Distribution({ counts, total, name }: { counts: LabelCount[]; total: number; name: string }) {
  const shown = counts.map((one, place) => ({ ...one, color: fillAt(place) }))
  const largest = [...shown].sort((a, b) => b.count - a.count).slice(0, 12)
  return (
    <div className="grid content-start gap-2">
      <h3 className="font-semibold text-13">{name} predicted</h3>
      <ul className="grid gap-2">
        {(shown.length <= 12 ? shown : largest).map(({ label, count, color }) => (
          <BarRow
            key={label}
            label={label}
            to={count / total}
            color={color}
            value={
              <>
                {whole(count)} <span className="text-fg-3">{percent(count / total)}</span>
              </>
            }
          />
        ))}
      </ul>
    </div>
  )
}

function ConfusionTable({ confusion }: { confusion: Confusion }) {
  const { labels, counts, accuracy, compared, classes } = confusion
  return (
    <div className="grid min-w-0 content-start gap-2">
      <h3 className="font-semibold text-13">
        Accuracy {percent(accuracy)}{' '}
        <span className="font-normal text-12 text-fg-2">of {plural(compared, 'row')} with a true label</span>
      </h3>
      <ScrollRegion aria-label="Confusion matrix, scrolls sideways" className="overflow-x-auto">
        <table className="w-full text-right">
          <caption className="sr-only">
            Confusion matrix: a line for each true label, a column for each predicted
          </caption>
          <thead className="text-12 text-fg-2">
            <tr>
              <th scope="col" className="py-1 pr-3 text-left font-medium">
                True
              </th>
              {labels.map((label) => (
                <th key={label} scope="col" className="px-2 py-1 font-medium">
                  {label}
                </th>
              ))}
              <th scope="col" className="px-2 py-1 font-medium">
                Precision
              </th>
              <th scope="col" className="py-1 pl-2 font-medium">
                Recall
              </th>
            </tr>
          </thead>
          <tbody>
            {classes.map(({ label, precision, recall }, truth) => (
              <tr key={label} className="border-line border-t">
                <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                  {label}
                </th>
                {labels.map((predicted, place) => (
                  <td
                    key={predicted}
                    className={cn('px-2 font-mono text-code', place === truth && 'bg-accent-soft font-semibold')}
                  >
                    {whole(counts[truth]?.[place] ?? 0)}
                  </td>
                ))}
                <td className="whitespace-nowrap px-2 font-mono text-code">{percent(precision)}</td>
                <td className="whitespace-nowrap pl-2 font-mono text-code">{percent(recall)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  )
}

interface HistogramProps {
  bins: Bin[]
  min: number
  max: number
  mean: number
  name: string
}

function Histogram({ bins, min, max, mean, name }: HistogramProps) {
  const most = Math.max(...bins.map((bin) => bin.count))
  const finding = `${name}: from ${formatValue(min)} to ${formatValue(max)}, mean ${formatValue(mean)}`
  return (
    <div className="grid content-start gap-2">
      <h3 className="font-semibold text-13">{finding}</h3>
      <div role="img" aria-label={finding} className="flex h-28 items-end gap-px">
        {bins.map((bin) => (
          <span key={bin.from} className="flex-1 bg-c1" style={{ height: `${(bin.count / most) * 100}%` }} />
        ))}
      </div>
      <div className="flex justify-between text-11 text-fg-3">
        <span>{formatValue(min)}</span>
        <span>{formatValue(max)}</span>
      </div>
    </div>
  )
}

function ErrorFacts({ errors: { compared, mae, rmse, r2, points } }: { errors: Errors }) {
  const facts = [
    { name: 'MAE', value: formatValue(mae) },
    { name: 'RMSE', value: formatValue(rmse) },
    { name: 'R²', value: r2 === undefined ? 'none' : formatFixed(r2, 3) },
  ]
  return (
    <div className="grid content-start gap-2">
      <h3 className="font-semibold text-13">
        Error <span className="font-normal text-12 text-fg-2">of {plural(compared, 'row')} with a true value</span>
      </h3>
      <dl className="flex gap-8">
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt className="text-12 text-fg-2">{name}</dt>
            <dd className="font-semibold text-16">{value}</dd>
          </div>
        ))}
      </dl>
      <ErrorPlot points={points} finding={`Predicted against true, off by ${formatValue(mae)} in the mean`} />
    </div>
  )
}

/** On the line the prediction is true; the distance from it is the error. */
function ErrorPlot({ points, finding }: { points: Errors['points']; finding: string }) {
  const values = points.flatMap(({ truth, value }) => [truth, value])
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const at = (value: number) => (high > low ? ((value - low) / (high - low)) * 96 + 2 : 50)
  return (
    <figure className="grid gap-1">
      <svg role="img" aria-label={finding} viewBox="0 0 100 100" className="size-56">
        <line x1={2} y1={98} x2={98} y2={2} className="stroke-line-2" strokeWidth={0.75} />
        {points.map(({ truth, value }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: points have no identity but their place
          <circle key={place} cx={at(truth)} cy={100 - at(value)} r={1} className="fill-c1" />
        ))}
      </svg>
      <figcaption className="text-11 text-fg-3">
        True to the right, predicted upward, {formatValue(low)} to {formatValue(high)}; {plural(points.length, 'row')}{' '}
        drawn
      </figcaption>
    </figure>
  )
}
