import type { Currency } from '@/lib/aws/price-list-place'
import { formatMonth } from '@/lib/cost/money'
import type { Month } from '@/lib/cost/month-of'
import { fillAt } from '../predictions/series'
import { cn } from '../ui/cn'

/** The month's cost, and a bar of what it consists of. Each part is named with its amount, so no colour is needed to read it. */
export function MonthLine({ month: { total, parts }, currency }: { month: Month; currency: Currency }) {
  return (
    <div className="grid gap-2 px-4 pt-3.5 pb-1">
      <p className="text-fg-2">
        <b className="mr-1.5 font-semibold text-20 text-fg tracking-[-0.02em]">{formatMonth(total, currency)}</b>a month
        at this traffic
      </p>
      {parts.length > 1 && (
        <>
          <div aria-hidden className="flex h-1.5 gap-0.5">
            {parts.map(({ name, month }, index) => (
              <span
                key={name}
                className={cn('min-w-1 rounded-full', fillAt(index))}
                style={{ flexGrow: month / total, flexBasis: 0 }}
              />
            ))}
          </div>
          <ul aria-label="Parts of the month" className="flex flex-wrap gap-x-3 gap-y-0.5 text-12 text-fg-2">
            {parts.map(({ name, month }, index) => (
              <li key={name} className="flex items-center gap-1.5">
                <span aria-hidden className={cn('size-2 rounded-[2px]', fillAt(index))} />
                {name} {formatMonth(month, currency)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
