import { formatNumber } from '@/lib/locale'

interface KeyUsageProps {
  name: string
  /** Absent where it could not be read. */
  used?: number
  quotaPerDay?: number
}

const count = (value: number) => formatNumber(value)

/** Requests of today against the quota. */
export function KeyUsage({ name, used, quotaPerDay }: KeyUsageProps) {
  if (used === undefined) return <p className="w-32 text-12 text-fg-3">usage not read</p>
  const share = quotaPerDay ? Math.min(1, used / quotaPerDay) : 0
  const words = `${count(used)}${quotaPerDay ? ` of ${count(quotaPerDay)}` : ''} today`
  return (
    <div className="grid w-32 gap-1">
      <p className="text-12 text-fg-2 tabular-nums">
        {words}
        <span className="sr-only"> with {name}</span>
      </p>
      {quotaPerDay !== undefined && (
        <div aria-hidden className="h-1 overflow-hidden rounded-full bg-press">
          <div className={share >= 1 ? 'h-full bg-bad-d' : 'h-full bg-accent'} style={{ width: `${share * 100}%` }} />
        </div>
      )}
    </div>
  )
}
