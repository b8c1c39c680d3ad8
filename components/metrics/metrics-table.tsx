import { formatDate } from '@/lib/locale'
import type { MetricPanel, MetricsView } from '@/lib/metrics/types'
import { Card, CardHeader } from '../ui/card'
import { ScrollRegion } from '../ui/scroll-region'
import { Table, Td, Th } from '../ui/table'
import { formatMetric, ownInWords } from './format-metric'

export interface MetricsTableProps {
  view: Pick<MetricsView, 'times'>
  panels: MetricPanel[]
}

/** The same numbers as text: each period in which something was measured, the newest first. */
export function MetricsTable({ view, panels }: MetricsTableProps) {
  const columns = panels.flatMap((panel) => panel.lines.map((line) => ({ panel, line })))
  const rows = view.times
    .map((time, at) => ({ time, at, values: columns.map(({ line }) => line.values[at]) }))
    .filter(({ values }) => values.some(Boolean))
    .reverse()
  return (
    <Card aria-labelledby="metrics-table">
      <CardHeader id="metrics-table" title="Numbers" meta={`${rows.length} periods in which something happened`} />
      <ScrollRegion className="overflow-x-auto" aria-label="Numbers, scrolls sideways">
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
            {rows.map(({ time, at, values }) => (
              <tr key={time}>
                <Td className="whitespace-nowrap">{formatDate(time, { dateStyle: 'medium', timeStyle: 'short' })}</Td>
                {columns.map(({ panel, line }, index) => (
                  <Td
                    key={`${line.label} ${line.percentile}`}
                    className="whitespace-nowrap text-right font-mono text-12"
                  >
                    {formatMetric(values[index], panel.unit)}
                    <span className="block font-sans text-fg-3">{ownInWords(line, panel, at)}</span>
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
    </Card>
  )
}
