import { formatFixed } from '@/lib/locale'
import type { HopId, HopResult } from '@/lib/trace/types'
import { Card, CardHeader } from '../ui/card'
import { cn } from '../ui/cn'
import type { TraceState } from './trace-state'

const colors: Record<string, string> = {
  model: 'bg-c1',
  handler: 'bg-c2',
  connection: 'bg-c3/50',
  Lambda: 'bg-c2/60',
  address: 'bg-c2/60',
  'cold start': 'bg-c2/30',
  'API Gateway': 'bg-c3',
  way: 'bg-off-d',
  'time to failure': 'bg-bad-d',
}

const rows: { hop: HopId; name: string }[] = [
  { hop: 'endpoint', name: 'Endpoint' },
  { hop: 'function', name: 'Lambda' },
  { hop: 'method', name: 'API Gateway test' },
  { hop: 'url', name: 'Invoke URL' },
]

const ms = (value: number): string => `${value < 10 ? formatFixed(value, 1) : Math.round(value)} ms`

const sharesOf = ({ healthy, shares, latencyMs }: HopResult) =>
  healthy && shares.length > 0 ? shares : [{ name: healthy ? 'way' : 'time to failure', ms: latencyMs }]

/** Every hop's time on one scale, split as its own answer says. */
export function TimeCard({ state }: { state: TraceState }) {
  const measured = rows.flatMap(({ hop, name }) => {
    const outcome = state.outcomes[hop]
    return outcome && 'result' in outcome && outcome.result.latencyMs > 0 ? [{ name, result: outcome.result }] : []
  })
  if (measured.length === 0) return null
  const longest = Math.max(...measured.map(({ result }) => result.latencyMs))
  const names = new Set(measured.flatMap(({ result }) => sharesOf(result).map((share) => share.name)))
  return (
    <Card aria-label="Where the time goes">
      <CardHeader title="Where the time goes" meta="one scale" />
      <ul className="grid gap-2.5 px-4 pt-3.5 pb-1">
        {measured.map(({ name, result }) => (
          <li key={name} className="grid grid-cols-[112px_minmax(0,1fr)_auto] items-center gap-3">
            <span>{name}</span>
            <span className="flex h-2 gap-0.5" style={{ width: `${(100 * result.latencyMs) / longest}%` }}>
              {sharesOf(result).map((share) => (
                <span
                  key={share.name}
                  className={cn('min-w-0.5 rounded-[2px]', colors[share.name])}
                  style={{ flexGrow: share.ms }}
                />
              ))}
            </span>
            <span className="text-right font-mono text-fg-2">
              {result.latencyMs} ms{!result.healthy && ', failed'}
            </span>
            <span className="sr-only">
              {sharesOf(result)
                .map((share) => `${share.name} ${ms(share.ms)}`)
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-3 text-12 text-fg-2">
        {Object.keys(colors)
          .filter((name) => names.has(name))
          .map((name) => (
            <li key={name} className="flex items-center gap-1.5">
              <span aria-hidden className={cn('size-2.5 rounded-[2px]', colors[name])} />
              {name === 'way' ? 'network and the rest' : name}
            </li>
          ))}
      </ul>
    </Card>
  )
}
