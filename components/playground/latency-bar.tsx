import { formatFixed } from '@/lib/locale'
import type { TimeShare } from '@/lib/trace/types'
import { cn } from '../ui/cn'

const colors: Record<string, string> = { model: 'bg-c1', handler: 'bg-c2', connection: 'bg-c2/50' }

const ms = (value: number) => `${value < 10 ? formatFixed(value, 1) : Math.round(value)} ms`

/** Shows where the time went, by the handler's Server-Timing and this browser's clock. */
export function LatencyBar({ shares }: { shares: TimeShare[] }) {
  const total = shares.reduce((sum, share) => sum + share.ms, 0)
  if (total === 0) return null
  return (
    <div className="grid gap-2">
      <h3 className="font-medium">Latency</h3>
      <div aria-hidden className="flex h-2 gap-0.5">
        {shares.map((share) => (
          <span
            key={share.name}
            className={cn('min-w-0.5 rounded-[2px]', colors[share.name] ?? 'bg-off-d')}
            style={{ flexGrow: share.ms }}
          />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-12">
        {shares.map((share) => (
          <li key={share.name} className="flex items-center gap-1.5">
            <span aria-hidden className={cn('size-2 rounded-[2px]', colors[share.name] ?? 'bg-off-d')} />
            {share.name} <span className="font-mono">{ms(share.ms)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
