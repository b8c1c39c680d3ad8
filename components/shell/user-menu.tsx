'use client'

import { LogOut } from 'lucide-react'
import { startTransition } from 'react'
import { Menu, MenuItem, MenuSeparator } from '../ui/overlay/dropdown-menu'
import type { ShellUser } from './types'

const initials = (name: string): string =>
  name
    .split(/[\s.@_-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase())
    .join('')

export function UserMenu({ user, signOut }: { user: ShellUser; signOut: () => void | Promise<void> }) {
  const trigger = (
    <button
      type="button"
      aria-label={`Signed in as ${user.name}, ${user.role}`}
      className="grid size-7 shrink-0 place-items-center rounded-full bg-press font-semibold text-11 text-fg-2 hover:text-fg max-md:size-9"
    >
      {initials(user.name)}
    </button>
  )
  return (
    <Menu trigger={trigger}>
      <div className="px-2 py-1.5">
        <p className="font-medium">{user.name}</p>
        <p className="text-12 text-fg-2">{user.role}</p>
      </div>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => startTransition(signOut)}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
