'use client'

import { Check, Globe } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { MenuLink } from '../ui/overlay/dropdown-menu'
import { PlaceSwitch } from './place-switch'
import { pathInPlace } from './types'

export interface RegionSwitchProps {
  account: string
  region: string
  regions: string[]
  bordered?: boolean
}

export function RegionSwitch({ account, region, regions, bordered }: RegionSwitchProps) {
  const path = usePathname()
  return (
    <PlaceSwitch
      label="Region"
      icon={<Globe aria-hidden className="size-4 shrink-0 text-fg-3" />}
      name={<span className="mono whitespace-nowrap font-medium">{region}</span>}
      bordered={bordered}
    >
      {regions.length > 1 &&
        regions.map((one) => (
          <MenuLink
            key={one}
            href={pathInPlace(path, account, one)}
            current={one === region}
            aside={one === region && <Check aria-hidden className="size-3.5" />}
          >
            <span className="mono">{one}</span>
          </MenuLink>
        ))}
    </PlaceSwitch>
  )
}
