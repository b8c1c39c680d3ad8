import { uncapitalized } from '@/lib/first-letter'
import { isUnwell, type Live, liveAdvice, liveLine } from '@/lib/wiring/state/live-words'
import { ArchBadge, type ArchBadgeProps } from '../ui/arch'
import { cn } from '../ui/cn'

interface LiveBadgeProps extends Omit<ArchBadgeProps, 'tone'> {
  /** What its last deploy proved, if that was kept. */
  live?: Live
  /** `Public API`: stands before “live”. */
  subject?: string
}

/** The state of a public API; of one that is as deployed also what its deploy proved, and on hover what helps. */
export function LiveBadge({ state, live, subject, title, className, children, ...look }: LiveBadgeProps) {
  if (state !== 'live' || !live)
    return (
      <ArchBadge state={state} title={title} className={className} {...look}>
        {children}
      </ArchBadge>
    )
  const advice = liveAdvice(live)
  return (
    <ArchBadge
      {...look}
      state="live"
      // A sentence, unlike the words of other states: a narrow cell breaks it instead of widening.
      className={cn(look.variant === 'bare' && 'min-w-0 whitespace-normal', className)}
      tone={isUnwell(live) ? 'warn' : undefined}
      title={title || (advice && `${advice.title} ${advice.text}`)}
    >
      {subject ? `${subject} ${uncapitalized(liveLine(live))}` : liveLine(live)}
    </ArchBadge>
  )
}

/** The reason and the one change that helps, below the badge. */
export function LiveAdvice({ live }: { live?: Live }) {
  const advice = live && isUnwell(live) ? liveAdvice(live) : undefined
  return (
    advice && (
      <p className="break-words text-12 text-warn-f">
        {advice.title} <span className="text-fg-2">{advice.text}</span>
      </p>
    )
  )
}
