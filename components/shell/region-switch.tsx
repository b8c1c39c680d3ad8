'use client'

import { Check, ChevronDown, Globe } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { cn } from '../ui/cn'
import { Menu, MenuLabel, MenuLink } from '../ui/dropdown-menu'
import { pathInPlace } from './types'

export interface RegionSwitchProps {
  account: string
  region: string
  regions: string[]
  bordered?: boolean
}

/** With one region there is nothing to switch, so it is a word. */
export function RegionSwitch({ account, region, regions, bordered }: RegionSwitchProps) {
  const path = usePathname()
  const look = cn(
    'flex items-center gap-1.5 rounded-ctl border border-transparent px-2',
    bordered ? 'h-9 border-line-2' : 'h-8',
  )
  const name = (
    <>
      <Globe aria-hidden className="size-4 text-fg-3" />
      <span className="sr-only">Region</span>
      <span className="mono font-medium">{region}</span>
    </>
  )
  if (regions.length < 2) return <span className={look}>{name}</span>
  const trigger = (
    <button type="button" className={cn(look, 'hover:bg-hover')}>
      {name}
      <ChevronDown aria-hidden className="size-3.5 text-fg-3" />
    </button>
  )
  return (
    <Menu trigger={trigger} align="start">
      <MenuLabel>Switch region</MenuLabel>
      {regions.map((one) => (
        <MenuLink
          key={one}
          href={pathInPlace(path, account, one)}
          current={one === region}
          aside={one === region && <Check aria-hidden className="size-3.5" />}
        >
          <span className="mono">{one}</span>
        </MenuLink>
      ))}
    </Menu>
  )
}
