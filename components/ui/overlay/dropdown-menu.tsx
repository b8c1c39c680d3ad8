'use client'

import type { ReactNode } from 'react'
import { onDemand } from '../on-demand'
import { OnDemandTrigger } from '../on-demand-trigger'
import type { MenuCheckboxProps, MenuItemProps, MenuLinkProps, MenuProps } from './menu-parts'

const parts = onDemand(() => import('./menu-parts'))

/** A menu whose code is loaded when somebody is about to open it. Its items are drawn only while it is open. */
export function Menu(props: MenuProps) {
  return (
    <OnDemandTrigger source={parts} popup="menu" opensBy={(key) => key === 'ArrowDown'} trigger={props.trigger}>
      {(code, opened) => <code.Menu {...props} opened={opened} />}
    </OnDemandTrigger>
  )
}

export function MenuItem(props: MenuItemProps) {
  const code = parts.now()
  return code && <code.MenuItem {...props} />
}

export function MenuLink(props: MenuLinkProps) {
  const code = parts.now()
  return code && <code.MenuLink {...props} />
}

/** A choice that is on or off; the menu stays open, as people make several. */
export function MenuCheckbox(props: MenuCheckboxProps) {
  const code = parts.now()
  return code && <code.MenuCheckbox {...props} />
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const code = parts.now()
  return code && <code.MenuLabel>{children}</code.MenuLabel>
}

export function MenuSeparator() {
  const code = parts.now()
  return code && <code.MenuSeparator />
}
