import type { PublicApiState } from '@/lib/endpoints/types'
import { Badge, type BadgeProps } from './badge'
import type { Tone } from './tone'

/** An arch is a public API; how it is drawn is the URL's state. */
export type ArchState = 'live' | 'none' | 'unpublished' | 'drifted' | 'incomplete' | 'failing'

export function Arch({ state, size = 12 }: { state: ArchState; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" fill="none" stroke="currentColor">
      {shapes[state]}
    </svg>
  )
}

const closed = <path d="M2 10.5V6a4 4 0 0 1 8 0v4.5z" strokeWidth="1.5" />

const shapes: Record<ArchState, React.ReactNode> = {
  live: <path d="M2 11V6a4 4 0 0 1 8 0v5z" fill="currentColor" stroke="none" />,
  none: <path d="M2 11V6a4 4 0 0 1 8 0v5z" strokeWidth="1.25" strokeDasharray="2 1.6" />,
  unpublished: (
    <>
      {closed}
      <path d="M2 7.2h8V11H2z" fill="currentColor" stroke="none" />
    </>
  ),
  drifted: (
    <>
      <path d="M2 10.5V6a4 4 0 0 1 8 0v4.5" strokeWidth="1.5" />
      <path d="M4.5 11l3-6.5" strokeWidth="1.5" />
    </>
  ),
  // One column stands, the other is not built.
  incomplete: (
    <>
      <path d="M2 11V6a4 4 0 0 1 4-4" strokeWidth="1.75" strokeLinecap="round" />
      <path d="M8.4 2.9A4 4 0 0 1 10 6v5" strokeWidth="1.5" strokeDasharray="1.4 1.8" />
    </>
  ),
  failing: (
    <>
      {closed}
      <path d="M4.6 6l2.8 2.8M7.4 6L4.6 8.8" strokeWidth="1.3" />
    </>
  ),
}

const looks: Record<ArchState, { tone: Tone; word: string }> = {
  live: { tone: 'ok', word: 'Live' },
  none: { tone: 'off', word: 'Not deployed' },
  unpublished: { tone: 'upd', word: 'Unpublished changes' },
  drifted: { tone: 'warn', word: 'Drifted' },
  incomplete: { tone: 'warn', word: 'Incomplete' },
  failing: { tone: 'bad', word: 'Failing' },
}

export interface ArchBadgeProps {
  state: ArchState
  /** Instead of the state's own word: `Public API live`. */
  children?: React.ReactNode
  variant?: BadgeProps['variant']
  title?: string
  /** Instead of the state's own, where its words say more. */
  tone?: Tone
  className?: string
}

export function ArchBadge({ state, children, variant, title, tone = looks[state].tone, className }: ArchBadgeProps) {
  const { word } = looks[state]
  return (
    <Badge tone={tone} variant={variant} mark={<Arch state={state} />} title={title} className={className}>
      {children ?? word}
    </Badge>
  )
}

/** `k3x9q2…/prod/iris`: enough of the address to know it by. */
export const shortUrl = (url: Extract<PublicApiState, { state: 'live' }>): string =>
  `${url.restApiId.slice(0, 6)}…/${url.stage}/${url.resourcePath}`
