import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import { ThemeToggle } from '../theme/theme-toggle'
import { Logo } from '../ui/logo'

/** The share page's own frame: no console around it. */
export function ShareFrame({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto grid min-h-dvh max-w-[1040px] grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr_auto] px-5 max-md:px-4">
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

/** Within somebody else's page: nothing but the model, and the way to the whole page. */
export function EmbedFrame({ fullPath, children }: { fullPath?: string; children: ReactNode }) {
  return (
    <div className="mx-auto grid min-h-dvh max-w-[1040px] grid-cols-[minmax(0,1fr)] grid-rows-[1fr_auto] p-4">
      <main className="min-w-0">{children}</main>
      <footer className="flex flex-wrap items-center justify-between gap-x-4 pt-3 text-12 text-fg-2">
        <span className="flex items-center gap-1.5">
          <Logo size={16} /> Made with Portico
        </span>
        {fullPath && (
          <a href={fullPath} target="_blank" rel="noreferrer" className="link flex min-h-6 items-center gap-1">
            Open the whole page
            <ExternalLink aria-hidden className="size-3" />
            <span className="sr-only">(in a new tab)</span>
          </a>
        )}
      </footer>
    </div>
  )
}
