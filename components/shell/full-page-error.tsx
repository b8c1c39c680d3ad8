import type { Failure } from '@/lib/result'
import { Logo } from '../ui/logo'
import { ErrorState } from '../ui/state/error-state'
import { RetryButton } from '../ui/state/retry-button'

/** Replaces the whole page if not even the console's frame can be drawn: its account is unknown. */
export function FullPageError({ error }: { error: Failure }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-[720px] content-center gap-4 p-4">
      <h1 className="flex items-center gap-2.5 font-semibold text-14 tracking-tight">
        <Logo className="text-accent-fg" />
        Portico
      </h1>
      <div className="rounded-card border border-line bg-surface">
        <ErrorState error={error} actions={<RetryButton />} />
      </div>
    </main>
  )
}
