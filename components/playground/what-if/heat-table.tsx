'use client'

import { short } from '@/lib/what-if/format'
import type { Response } from '@/lib/what-if/response'
import { type Axis, placesOf } from '@/lib/what-if/sweep'
import { ScrollRegion } from '../../ui/scroll-region'

const shown = ({ values }: Axis) =>
  placesOf(values.length).map((index) => ({ value: short(Number(values[index])), index }))

/** The same map as words and numbers, on request. */
export function HeatTable({ x, y, response }: { x: Axis; y: Axis; response: Response }) {
  const across = shown(x)
  const predictionAt = (index: number) =>
    response.kind === 'values' ? short(response.values[index] ?? 0) : (response.labels[index] ?? '')
  return (
    <details>
      <summary className="min-h-6 text-12 text-fg-2">As a table</summary>
      <ScrollRegion aria-label="Map as a table" className="mt-2 max-w-full overflow-x-auto">
        <table className="text-12">
          <caption className="pb-1 text-left text-fg-2">
            {y.feature.name} downwards, {x.feature.name} across
          </caption>
          <thead>
            <tr>
              <td />
              {across.map(({ value, index }) => (
                <th key={index} scope="col" className="px-2 text-left font-medium">
                  {value}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown(y).map((down) => (
              <tr key={down.index} className="border-line border-t">
                <th scope="row" className="pr-2 text-right font-medium">
                  {down.value}
                </th>
                {across.map(({ index }) => (
                  <td key={index} className="whitespace-nowrap px-2 py-1">
                    {predictionAt(down.index * x.values.length + index)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  )
}
