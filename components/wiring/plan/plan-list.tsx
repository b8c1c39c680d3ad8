import type { ChangeKind, Plan } from '@/lib/wiring/state/plan'
import { cn } from '../../ui/cn'
import { Note } from '../../ui/state/note'
import { toneClass } from '../../ui/tone'
import { changeLook, PlanRow } from './plan-row'

/** `+6 create  ~1 change  −1 remove  =1 keep`. */
export function PlanCounts({ plan }: { plan: Plan }) {
  const kinds: { kinds: ChangeKind[]; show: ChangeKind }[] = [
    { kinds: ['create'], show: 'create' },
    { kinds: ['update', 'replace'], show: 'update' },
    { kinds: ['delete'], show: 'delete' },
    { kinds: ['none'], show: 'none' },
  ]
  return (
    <span className="flex flex-wrap gap-x-3 text-12">
      {kinds.map(({ kinds, show }) => {
        const count = plan.items.filter((item) => kinds.includes(item.change)).length
        const { mark, tone, word } = changeLook[show]
        return count > 0 ? (
          <span key={show} className={cn(toneClass[tone], 'whitespace-nowrap font-medium text-(--x-f)')}>
            <span aria-hidden>{mark}</span>
            {count} {word}
          </span>
        ) : null
      })}
    </span>
  )
}

/** The resources of a plan, one row each. */
export function PlanList({ plan, label }: { plan: Plan; label: string }) {
  return (
    <>
      {plan.blockers.map((blocker) => (
        <Note key={blocker.message} tone="bad" title={blocker.message} className="mb-3">
          {blocker.remedy}
        </Note>
      ))}
      <ul aria-label={label} className="overflow-hidden rounded-card border border-line bg-surface">
        {plan.items.map((item) => (
          <PlanRow key={`${item.type} ${item.name} ${item.change}`} item={item} />
        ))}
      </ul>
    </>
  )
}
