'use client'

import { Box, Check } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { Tag } from '../ui/badge'
import { MenuLink } from '../ui/overlay/dropdown-menu'
import { PlaceSwitch } from './place-switch'
import { pathInPlace, regionIn, type ShellAccount } from './types'

export interface AccountSwitchProps {
  account: ShellAccount
  region: string
  accounts: ShellAccount[]
  bordered?: boolean
}

export function AccountSwitch({ account, region, accounts, bordered }: AccountSwitchProps) {
  const path = usePathname()
  const name = (
    <>
      {account.name && (
        <span title={account.name} className="truncate font-medium">
          {account.name}
        </span>
      )}
      <span className={account.name ? 'mono text-fg-3 max-xl:hidden' : 'mono font-medium'}>{account.id}</span>
      {account.limit && <Tag className="font-sans">look only</Tag>}
    </>
  )
  return (
    <PlaceSwitch
      label="Account"
      icon={<Box aria-hidden className="size-4 shrink-0 text-fg-3" />}
      name={name}
      bordered={bordered}
    >
      {accounts.length > 1 &&
        accounts.map((one) => (
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
    </PlaceSwitch>
  )
}
