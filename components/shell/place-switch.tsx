'use client'

import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../ui/cn'
import { Menu, MenuLabel } from '../ui/overlay/dropdown-menu'

export interface PlaceSwitchProps {
  /** What is switched: `Account`. */
  label: string
  icon: ReactNode
  /** The current place of the person. */
  name: ReactNode
  /** The other places, as links of a menu; without any, it is plain text. */
  children?: ReactNode
  bordered?: boolean
}

/** One part of the header's place: account or region. */
export function PlaceSwitch({ label, icon, name, children, bordered }: PlaceSwitchProps) {
  const look = cn(
    'flex min-w-0 items-center gap-1.5 rounded-ctl border border-transparent px-2',
    bordered ? 'h-9 border-line-2' : 'h-8',
  )
  const words = (
    <>
      {icon}
      <span className="sr-only">{label}</span>
      {name}
    </>
  )
  if (!children) return <span className={look}>{words}</span>
  const trigger = (
    <button type="button" className={cn(look, 'hover:bg-hover')}>
      {words}
      <ChevronDown aria-hidden className="size-3.5 shrink-0 text-fg-3" />
    </button>
  )
  return (
    <Menu trigger={trigger} align="start">
      <MenuLabel>Switch {label.toLowerCase()}</MenuLabel>
      {children}
    </Menu>
  )
}
