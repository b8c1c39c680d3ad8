import type { ReactNode } from 'react'
import { ThemeToggle } from '../theme/theme-toggle'
import { Logo } from '../ui/logo'

/** The share page's own frame: no console around it. */
export function ShareFrame({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto grid min-h-dvh max-w-[1040px] grid-rows-[auto_1fr_auto] px-5 max-md:px-4">
      <header className="flex h-16 items-center gap-2 border-line border-b">
        <Logo />
        <span className="text-fg-2">A shared model</span>
        <span className="ml-auto">
          <ThemeToggle />
        </span>
      </header>
      <main className="min-w-0 py-10 max-md:py-6">{children}</main>
      <footer className="border-line border-t py-5 text-12 text-fg-2">Made with Portico</footer>
    </div>
  )
}
