import type { ReactNode } from 'react'
import { capitalized } from '@/lib/first-letter'
import { plural } from '@/lib/plural'
import type { ChangeKind, Plan } from '@/lib/wiring/state/plan'

export function deployLabel(plan: Plan | undefined): string {
  if (!plan) return 'Deploy'
  if (plan.changeCount === 0) return 'Deploy again'
  return `Deploy ${plural(plan.changeCount, 'change')}`
}

const verbs: [string, ChangeKind[]][] = [
  ['creates', ['create']],
  ['changes', ['update', 'replace']],
  ['removes', ['delete']],
]

/** `Creates 9 resources. Nothing changes in AWS until you deploy.` */
export function consequence(plan: Plan | undefined, reason: string | undefined): ReactNode {
  if (plan?.changeCount === 0 && !reason)
    return 'Everything is up to date. A deploy writes nothing and calls the public API.'
  const parts = verbs.flatMap(([verb, kinds]) => {
    const count = plan?.items.filter(({ change }) => kinds.includes(change)).length ?? 0
    return count > 0 ? `${verb} ${plural(count, 'resource')}` : []
  })
  const words = parts.join(', ')
  return (
    <>
      {words && `${capitalized(words)}. `}Nothing changes in AWS until you deploy.{' '}
      {reason && <span className="text-bad-f">{reason}</span>}
    </>
  )
}
