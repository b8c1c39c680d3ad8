'use client'

import { Check } from 'lucide-react'
import Link from 'next/link'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '../cn'
import type { OpenedBy } from '../on-demand-trigger'

export interface MenuProps {
  /** One focusable element. */
  trigger: ReactNode
  align?: 'start' | 'end'
  children: ReactNode
  className?: string
}

export interface MenuItemProps {
  icon?: ReactNode
  onSelect?: () => void
  /** Disabled, and why: the reason stands below the label. */
  disabledReason?: string
  tone?: 'bad'
  /** At the right: a key, a count. */
  aside?: ReactNode
  children: ReactNode
}

export interface MenuLinkProps {
  href: string
  icon?: ReactNode
  aside?: ReactNode
  /** The page or choice that is current. */
  current?: boolean
  children: ReactNode
}

export interface MenuCheckboxProps {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  children: ReactNode
}

const itemClass = cn(
  'flex min-h-8 w-full cursor-pointer items-center gap-2 rounded-chip px-2 py-1 text-left outline-none max-md:min-h-10',
  'data-[highlighted]:bg-hover [&_svg:not([class*=size-])]:size-[15px] [&_svg]:shrink-0 [&_svg]:text-fg-3',
  'data-[disabled]:cursor-not-allowed data-[disabled]:text-fg-off',
)

export function Menu({ trigger, align = 'end', children, className, opened }: MenuProps & { opened: OpenedBy }) {
  return (
    <Radix.Root modal={false} defaultOpen={opened.defaultOpen}>
      <Radix.Trigger asChild ref={opened.ref}>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-ctl border border-line-2 bg-surface p-1 shadow-2',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export function MenuItem({ icon, onSelect, disabledReason, tone, aside, children }: MenuItemProps) {
  return (
    <Radix.Item
      disabled={disabledReason !== undefined}
      onSelect={onSelect}
      className={cn(itemClass, tone === 'bad' && 'text-bad-f [&_svg]:text-bad-f')}
    >
      {icon}
      <span className="min-w-0">
        {children}
        {disabledReason && <span className="block max-w-60 text-12 text-fg-3">{disabledReason}</span>}
      </span>
      {aside && <span className="ml-auto pl-4 text-12 text-fg-3">{aside}</span>}
    </Radix.Item>
  )
}

export function MenuLink({ href, icon, aside, current, children }: MenuLinkProps) {
  return (
    <Radix.Item asChild className={itemClass}>
      <Link href={href} aria-current={current || undefined}>
        {icon}
        {children}
        {aside && <span className="ml-auto pl-4 text-12 text-fg-3">{aside}</span>}
      </Link>
    </Radix.Item>
  )
}

/** A choice that is on or off; the menu stays open, as people make several. */
export function MenuCheckbox({ checked, onCheckedChange, children }: MenuCheckboxProps) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onCheckedChange}
      onSelect={(event) => event.preventDefault()}
      className={itemClass}
    >
      <span className="grid size-[15px] place-items-center">
        <Radix.ItemIndicator>
          <Check aria-hidden />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.CheckboxItem>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 py-1 text-12 text-fg-3">{children}</Radix.Label>
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />
}
