'use client'

import { History, Layers, LayoutDashboard, Server } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'

/** What can be opened; an item appears here once its pages work. */
const items = [
  { section: 'overview', label: 'Dashboard', icon: LayoutDashboard },
  { section: 'endpoints', label: 'Endpoints', icon: Server },
  { section: 'apis', label: 'APIs', icon: Layers },
  { section: 'activity', label: 'Activity', icon: History },
]

export function SideNav({ base }: { base: string }) {
  const path = usePathname()
  return (
    <nav aria-label="Main" className="mt-2 grid gap-0.5">
      {items.map(({ section, label, icon: Icon }) => {
        const href = `${base}/${section}`
        const current = path === href || path.startsWith(`${href}/`)
        return (
          <Link
            key={section}
            href={href}
            aria-current={current ? 'page' : undefined}
            className="group flex h-8 items-center gap-2.5 rounded-ctl px-2 font-book text-fg-2 hover:bg-hover hover:text-fg aria-[current]:bg-press aria-[current]:font-medium aria-[current]:text-fg max-md:h-10"
          >
            <Icon aria-hidden className="size-4 text-fg-3 group-aria-[current]:text-accent-fg" />
            {label}
          </Link>
        )
      })}
    </nav>
  )
}
