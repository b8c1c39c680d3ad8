import Link from 'next/link'
import type { ReactNode } from 'react'
import { cn } from './cn'

export interface PageHeaderProps {
  title: ReactNode
  /** Names, ARNs: mono. */
  mono?: boolean
  /** The page above, before a slash. */
  parent?: { href: string; label: string }
  /** Beside the title. */
  badges?: ReactNode
  /** Under the title. */
  summary?: ReactNode
  /** At the right; one primary button at most. */
  actions?: ReactNode
}

export function PageHeader({ title, mono, parent, badges, summary, actions }: PageHeaderProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 max-md:basis-full">
        <div className="flex min-h-8 flex-wrap items-center gap-2">
          {parent && (
            <>
              <Link href={parent.href} className="link inline-flex min-h-6 items-center max-md:hidden">
                {parent.label}
              </Link>
              <span aria-hidden className="text-16 text-line-2 max-md:hidden">
                /
              </span>
            </>
          )}
          <h1
            className={cn(
              'min-w-0 break-words tracking-[-0.02em]',
              mono ? 'font-medium font-mono text-20 max-md:w-full max-md:text-16' : 'font-semibold text-20',
            )}
          >
            {title}
          </h1>
          {badges}
        </div>
        {summary}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  )
}
