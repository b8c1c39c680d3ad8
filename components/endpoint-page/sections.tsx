'use client'

import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { cn } from '../ui/cn'

const Shown = createContext<string>('')

export interface SectionsProps {
  /** In the order of the tabs. */
  items: { id: string; label: string }[]
  first: string
  children: ReactNode
  className?: string
}

/**
 * A long page: all of it where there is room, one section at a time on small screens. There the address's fragment opens
 * the section of its name.
 */
export function Sections({ items, first, children, className }: SectionsProps) {
  const [chosen, setChosen] = useState(first)
  const ids = items.map(({ id }) => id).join(' ')
  useEffect(() => {
    const open = () => {
      const named = location.hash.slice(1)
      if (ids.split(' ').includes(named)) setChosen(named)
    }
    open()
    addEventListener('hashchange', open)
    return () => removeEventListener('hashchange', open)
  }, [ids])
  // A section can go away, as the URL's does after a removal.
  const shown = items.some((item) => item.id === chosen) ? chosen : first
  return (
    <Shown value={shown}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form */}
      <div
        role="group"
        aria-label="Sections of this page"
        className="-mx-4 -mt-2 mb-3 flex gap-1 overflow-x-auto px-4 py-1 [scrollbar-width:none] md:hidden"
      >
        {items.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === shown}
            onClick={() => setChosen(id)}
            className="h-9 whitespace-nowrap rounded-full border border-transparent px-3 font-medium text-fg-2 aria-pressed:border-accent-line aria-pressed:bg-accent-soft aria-pressed:text-accent-fg"
          >
            {label}
          </button>
        ))}
      </div>
      <div className={className}>{children}</div>
    </Shown>
  )
}

export function Section({ id, children, className }: { id: string; children: ReactNode; className?: string }) {
  return (
    <div
      className={cn('grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4', use(Shown) !== id && 'max-md:hidden', className)}
    >
      {children}
    </div>
  )
}
