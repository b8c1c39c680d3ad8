import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../cn'
import { toneClass } from '../tone'

type NoteTone = 'ok' | 'warn' | 'bad' | 'info'

const icons = { ok: CircleCheck, warn: TriangleAlert, bad: CircleX, info: Info }

export interface NoteProps {
  tone: NoteTone
  title?: ReactNode
  children?: ReactNode
  /** At the right: one button. */
  action?: ReactNode
  icon?: ReactNode
  /** Announced when it appears: `status` politely, `alert` at once. */
  role?: 'status' | 'alert'
  className?: string
}

export function Note({ tone, title, children, action, icon, role, className }: NoteProps) {
  const Icon = icons[tone]
  return (
    <div
      role={role}
      className={cn(
        toneClass[tone],
        'flex gap-2.5 rounded-ctl border border-(--x-l) bg-(--x-s) px-3 py-2.5 text-fg',
        className,
      )}
    >
      <span className="mt-0.5 shrink-0 text-(--x-f) [&_svg]:size-[15px]">{icon ?? <Icon aria-hidden />}</span>
      <div className="min-w-0 flex-1">
        {title && <b className="font-medium">{title} </b>}
        {children}
      </div>
      {action && <div className="shrink-0">{action}</div>}
    </div>
  )
}
