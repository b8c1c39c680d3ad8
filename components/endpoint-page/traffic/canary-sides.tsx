import { formatFixed } from '@/lib/locale'
import { plural } from '@/lib/plural'
import type { Side } from '@/lib/wiring/plan/sides'
import { Table, Td, Th } from '../../ui/table'

export interface CanarySidesProps {
  sides: Side[]
  complete: boolean
  /** The most calls of the console's own that are in the numbers; undefined if it could not be read. */
  own?: number
  /** Percent of the calls, by version. */
  percents: Record<string, number>
}

const percentOf = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${formatFixed((100 * part) / whole, 1)}%`
const msOf = (ms: number | undefined): string => (ms === undefined ? '–' : `${Math.round(ms)} ms`)

/** The numbers of both versions beside each other. */
export function CanarySides({ sides, complete, own, percents }: CanarySidesProps) {
  const all = sides.reduce((sum, side) => sum + side.calls, 0)
  return (
    <>
      <Table aria-label="Both versions" className="max-md:block">
        <thead className="max-md:hidden">
          <tr>
            <Th>Version</Th>
            <Th className="text-right">Calls</Th>
            <Th className="text-right">Of all</Th>
            <Th className="text-right">Refused, 4xx</Th>
            <Th className="text-right">Failed, 5xx</Th>
            <Th className="text-right">Model p50</Th>
            <Th className="text-right">p90</Th>
            <Th className="text-right">p99</Th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {sides.map(({ version, calls, refused, failed, modelMs }) => (
            <tr
              key={version}
              className="max-md:grid max-md:grid-cols-2 max-md:gap-x-3 max-md:gap-y-0.5 max-md:border-line max-md:border-b max-md:px-4 max-md:py-2.5"
            >
              <Td className={`${cell} max-md:col-span-full`}>
                <span className="font-medium">Version {version}</span>{' '}
                <span className="text-12 text-fg-3">set to {percents[version] ?? 0}%</span>
              </Td>
              <Fact name="Calls" value={String(calls)} />
              <Fact name="Of all" value={percentOf(calls, all)} />
              <Fact name="Refused, 4xx" value={`${refused} (${percentOf(refused, calls)})`} />
              <Fact name="Failed, 5xx" value={`${failed} (${percentOf(failed, calls)})`} />
              <Fact name="Model p50" value={msOf(modelMs?.p50)} />
              <Fact name="p90" value={msOf(modelMs?.p90)} />
              <Fact name="p99" value={msOf(modelMs?.p99)} />
            </tr>
          ))}
        </tbody>
      </Table>
      {all > 0 && own !== 0 && (
        <p className="px-4 py-2 text-12 text-fg-2">
          {own === undefined
            ? 'These numbers include Portico’s own calls. CloudWatch’s count of them could not be read.'
            : `These numbers include up to ${plural(own, 'call')} of Portico’s own: the function’s log does not say who called.`}
        </p>
      )}
      {all === 0 && (
        <p className="px-4 py-2 text-12 text-fg-2">
          Nobody called in this time. Send some from the playground, or choose a longer time.
        </p>
      )}
      {!complete && (
        <p className="px-4 py-2 text-12 text-warn-f">
          The log has more lines than are counted here; choose a shorter time for exact numbers.
        </p>
      )}
    </>
  )
}

const cell = 'max-md:h-auto max-md:border-0 max-md:p-0 max-md:first:pl-0 max-md:last:pr-0'

const Fact = ({ name, value }: { name: string; value: string }) => (
  <Td className={`${cell} text-right max-md:flex max-md:justify-between`}>
    <span className="text-12 text-fg-3 md:hidden">{name}</span>
    <span className="font-mono text-12">{value}</span>
  </Td>
)
