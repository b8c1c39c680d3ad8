import { Coins } from 'lucide-react'
import { use } from 'react'
import { formatMoney, formatMonth } from '@/lib/cost/money'
import { reckonedSeconds, wiringCost } from '@/lib/cost/wiring-cost'
import type { WiringSpec } from '@/lib/spec/spec'
import { PlanFact } from './plan-fact'
import type { StartingPoint } from './starting-point'

/** What the public API itself will cost, as the options stand. */
export function CostFact({ spec, prices }: { spec: WiringSpec; prices: StartingPoint['prices'] }) {
  const read = use(prices)
  const icon = <Coins aria-hidden className="size-4 text-fg-3" />
  if (!read.ok) return <PlanFact icon={icon} title="Price unknown" aside={read.error.message} />
  const { currency } = read.value
  const { month, perThousand, hasFunction } = wiringCost(spec, read.value)
  const calls =
    perThousand === undefined ? 'Price of a call unknown' : `${formatMoney(perThousand, currency)} per 1,000 calls`
  const always =
    month === undefined ? ', price of a month unknown' : month > 0 ? `, ${formatMonth(month, currency)} a month` : ''
  return (
    <PlanFact
      icon={icon}
      title={`${calls}${always}`}
      aside={`${hasFunction ? `at ${reckonedSeconds} s a call, ` : ''}without the endpoint and logs`}
    />
  )
}
