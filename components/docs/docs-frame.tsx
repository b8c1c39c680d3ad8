import Link from 'next/link'
import type { ReactNode } from 'react'
import { CommandMenu } from '../palette/command-menu'
import { FocusMain } from '../shell/focus-main'
import { ThemeToggle } from '../theme/theme-toggle'
import { ButtonLink } from '../ui/button'
import { Logo } from '../ui/logo'
import { DocsNav, type DocsNavProps } from './docs-nav'

/** The frame of the documentation: it belongs to no account, so it shows none. */
export function DocsFrame({ pages, children }: DocsNavProps & { children: ReactNode }) {
  return (
    <div className="min-h-dvh">
      <a href="#main" className="fixed -top-12 left-2 z-50 rounded-ctl bg-accent px-3 py-2 text-accent-on focus:top-2">
        Skip to content
      </a>
      <header className="sticky top-0 z-20 flex h-(--top) items-center gap-3 border-line border-b bg-bg px-6 max-md:px-4">
        <Link href="/docs" className="flex items-center gap-2.5 font-semibold text-14 tracking-tight">
          <Logo className="text-accent-fg" />
          Portico <span className="font-normal text-fg-2 max-md:sr-only">documentation</span>
        </Link>
        <div className="ml-auto flex items-center gap-2">
          <CommandMenu />
          <ThemeToggle />
          <ButtonLink href="/">Open the console</ButtonLink>
        </div>
      </header>
      <FocusMain />
      <div className="mx-auto grid max-w-[1080px] gap-8 px-6 py-6 max-md:gap-4 max-md:px-4 md:grid-cols-[212px_minmax(0,1fr)]">
        <div className="md:sticky md:top-[calc(var(--top)+24px)] md:self-start">
          <DocsNav pages={pages} />
        </div>
        <main id="main" tabIndex={-1} className="min-w-0 max-w-[720px] outline-none">
          {children}
        </main>
      </div>
    </div>
  )
}
