import { BookOpen, ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { CommandMenu, type CommandMenuProps } from '../palette/command-menu'
import { ThemeToggle } from '../theme/theme-toggle'
import { Logo } from '../ui/logo'
import { AccountSwitch } from './account-switch'
import { FocusMain } from './focus-main'
import { MobileNav } from './mobile-nav'
import { RegionSwitch } from './region-switch'
import { SandboxTag } from './sandbox-tag'
import { SideNav } from './side-nav'
import { elsewhereOf, type ShellAccount, type ShellUser } from './types'
import { UserMenu } from './user-menu'

export interface AppShellProps {
  account: ShellAccount
  region: string
  accounts: ShellAccount[]
  user: ShellUser
  signOut: () => void | Promise<void>
  /** AWS is a sandbox on this machine. */
  demo: boolean
  /** Why this person cannot deploy here. */
  denied?: string
  /** What the command palette reads. */
  reads: NonNullable<CommandMenuProps['reads']>
  children: ReactNode
}

/** The frame of every console page: navigation at the left, where and who at the top. */
export function AppShell({ account, region, accounts, user, signOut, demo, denied, reads, children }: AppShellProps) {
  const base = `/${account.id}/${region}`
  const brand = (
    <Link
      href={`${base}/endpoints`}
      className="flex h-(--top) items-center gap-2.5 px-2 font-semibold text-14 tracking-tight"
    >
      <Logo className="text-accent-fg" />
      Portico
    </Link>
  )
  const nav = <SideNav base={base} />
  const foot = (
    <div className="mt-auto grid gap-1 border-line border-t px-2 pt-3 text-12 text-fg-2">
      <Link href="/docs" className="flex min-h-6 items-center gap-2 hover:text-fg max-md:min-h-10">
        <BookOpen aria-hidden className="size-3.5 shrink-0" />
        Documentation
      </Link>
      <p className="flex min-h-6 items-center gap-2">
        <ShieldCheck aria-hidden className="size-3.5 shrink-0" />
        <span className={user.limit ? '' : 'truncate'}>{user.limit ?? `Your role is ${user.role}`}</span>
      </p>
    </div>
  )
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[var(--side)_minmax(0,1fr)]">
      <a href="#main" className="fixed -top-12 left-2 z-50 rounded-ctl bg-accent px-3 py-2 text-accent-on focus:top-2">
        Skip to content
      </a>
      <div className="border-line border-r bg-sunken max-md:hidden">
        <div className="sticky top-0 flex h-dvh max-h-[960px] flex-col px-2 pb-3">
          {brand}
          {nav}
          {foot}
        </div>
      </div>
      <div className="min-w-0">
        <header className="sticky top-0 z-20 flex h-(--top) items-center gap-2 border-line border-b bg-bg px-6 max-md:gap-1 max-md:px-4">
          <MobileNav>
            {brand}
            {nav}
            {foot}
          </MobileNav>
          <div className="md:hidden">{brand}</div>
          <div className="flex min-w-0 items-center gap-2 max-md:hidden">
            <AccountSwitch account={account} region={region} accounts={accounts} />
            <span aria-hidden className="text-16 text-line-2">
              /
            </span>
            <RegionSwitch account={account.id} region={region} regions={account.regions} />
          </div>
          <div className="ml-auto flex items-center gap-2 max-md:gap-1">
            <CommandMenu
              base={base}
              person={user.name}
              denied={denied}
              elsewhere={elsewhereOf(accounts, account.id, region)}
              reads={reads}
            />
            {demo && <SandboxTag />}
            <ThemeToggle />
            <UserMenu user={user} signOut={signOut} />
          </div>
        </header>
        <FocusMain />
        <main id="main" tabIndex={-1} className="min-w-0 p-6 outline-none max-md:p-4">
          <div className="mb-3 flex items-center gap-1 md:hidden">
            <AccountSwitch account={account} region={region} accounts={accounts} bordered />
            <RegionSwitch account={account.id} region={region} regions={account.regions} bordered />
          </div>
          {children}
        </main>
      </div>
    </div>
  )
}
