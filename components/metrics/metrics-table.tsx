import type { MetricPanel, MetricsView } from '@/lib/metrics/types'
import { Card, CardHeader } from '../ui/card'
import { Table, Td, Th } from '../ui/table'
import { formatMetric } from './format-metric'

export interface MetricsTableProps {
  view: Pick<MetricsView, 'times'>
  panels: MetricPanel[]
}

/** The same numbers as text: each period in which something was measured, the newest first. */
export function MetricsTable({ view, panels }: MetricsTableProps) {
  const columns = panels.flatMap(({ unit, lines }) => lines.map((line) => ({ unit, line })))
  const rows = view.times
    .map((time, index) => ({ time, values: columns.map(({ line }) => line.values[index]) }))
    .filter(({ values }) => values.some(Boolean))
    .reverse()
  return (
    <Card aria-labelledby="metrics-table">
      <CardHeader id="metrics-table" title="Numbers" meta={`${rows.length} periods in which something happened`} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className="overflow-x-auto" aria-label="Numbers, scrolls sideways" tabIndex={0}>
        <Table aria-label="Metrics by period">
          <thead>
            <tr>
              <Th>From</Th>
              {columns.map(({ line }) => (
                <Th key={`${line.label} ${line.percentile}`} className="text-right">
                  {line.label}
                  {line.percentile && `, ${line.percentile}`}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ time, values }) => (
              <tr key={time}>
                <Td className="whitespace-nowrap">{new Date(time).toLocaleString()}</Td>
                {columns.map(({ unit, line }, index) => (
                  <Td
                    key={`${line.label} ${line.percentile}`}
                    className="whitespace-nowrap text-right font-mono text-12"
                  >
                    {formatMetric(values[index], unit)}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
    </Card>
  )
}
