'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { cn } from './cn'

export interface TabItem {
  href: string
  label: ReactNode
  count?: number
  tone?: 'bad'
}

/** Tabs that are pages: links, the current one marked with aria-current. `current` is an href; the path decides otherwise. */
export function LinkTabs({ label, items, current }: { label: string; items: TabItem[]; current?: string }) {
  const path = usePathname()
  return (
    <nav
      aria-label={label}
      className="flex gap-5 overflow-x-auto border-line border-b [scrollbar-width:none] max-md:-mx-4 max-md:px-4"
    >
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.href === (current ?? path) ? 'page' : undefined}
          className={cn(
            '-mb-px flex h-10 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 font-book text-fg-2',
            'hover:text-fg aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-fg',
            'focus-visible:outline-offset-[-2px]',
          )}
        >
          {item.label}
          {item.count !== undefined && (
            <span
              className={cn(
                'rounded-full px-[5px] font-medium text-11',
                item.tone === 'bad' ? 'bg-bad-s text-bad-f' : 'bg-press text-fg-2',
              )}
            >
              {item.count}
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}
