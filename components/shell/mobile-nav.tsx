'use client'

import { Menu } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/button'
import { onDemand } from '../ui/on-demand'
import { OnDemandTrigger } from '../ui/on-demand-trigger'

const drawer = onDemand(() => import('./mobile-drawer'))

/** The button of the sidebar of small screens. */
export function MobileNav({ children }: { children: ReactNode }) {
  const trigger = (
    <IconButton label="Open menu" icon={<Menu aria-hidden className="size-[18px]" />} className="md:hidden" />
  )
  return (
    <OnDemandTrigger source={drawer} popup="dialog" trigger={trigger}>
      {(code, opened) => (
        <code.MobileDrawer trigger={trigger} opened={opened}>
          {children}
        </code.MobileDrawer>
      )}
    </OnDemandTrigger>
  )
}
