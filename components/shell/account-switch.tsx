'use client'

import { Box, Check, ChevronDown } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { Tag } from '../ui/badge'
import { cn } from '../ui/cn'
import { Menu, MenuLabel, MenuLink } from '../ui/dropdown-menu'
import { pathInPlace, regionIn, type ShellAccount } from './types'

export interface AccountSwitchProps {
  account: ShellAccount
  region: string
  accounts: ShellAccount[]
  bordered?: boolean
}

/** With one account there is nothing to switch, so it is a word. */
export function AccountSwitch({ account, region, accounts, bordered }: AccountSwitchProps) {
  const path = usePathname()
  const look = cn(
    'flex min-w-0 items-center gap-1.5 rounded-ctl border border-transparent px-2',
    bordered ? 'h-9 border-line-2' : 'h-8',
  )
  const name = (
    <>
      <Box aria-hidden className="size-4 shrink-0 text-fg-3" />
      <span className="sr-only">Account</span>
      {account.name && <span className="truncate font-medium">{account.name}</span>}
      <span className={account.name ? 'mono text-fg-3 max-lg:hidden' : 'mono font-medium'}>{account.id}</span>
      {account.limit && <Tag className="font-sans">look only</Tag>}
    </>
  )
  if (accounts.length < 2) return <span className={look}>{name}</span>
  const trigger = (
    <button type="button" className={cn(look, 'hover:bg-hover')}>
      {name}
      <ChevronDown aria-hidden className="size-3.5 shrink-0 text-fg-3" />
    </button>
  )
  return (
    <Menu trigger={trigger} align="start">
      <MenuLabel>Switch account</MenuLabel>
      {accounts.map((one) => (
        <MenuLink
          key={one.id}
          href={pathInPlace(path, one.id, regionIn(one, region))}
          current={one.id === account.id}
          aside={one.id === account.id && <Check aria-hidden className="size-3.5" />}
        >
          <span className="min-w-0">
            {one.name && <span className="font-medium">{one.name} </span>}
            <span className={one.name ? 'mono text-fg-3' : 'mono'}>{one.id}</span>
            {one.limit && <span className="block max-w-64 text-12 text-fg-3">{one.limit}</span>}
          </span>
        </MenuLink>
      ))}
    </Menu>
  )
}
