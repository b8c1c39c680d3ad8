'use client'

import { Button } from '../ui/button'
import { ErrorState } from '../ui/state/error-state'

interface UnexpectedErrorProps {
  /** In production the server's message stays on the server; the digest finds it in the log. */
  error: Error & { digest?: string }
  reset: () => void
}

export function UnexpectedError({ error, reset }: UnexpectedErrorProps) {
  return (
    <div className="max-w-[720px] rounded-card border border-line bg-surface">
      <ErrorState
        error={{
          code: 'unexpected',
          message: 'Portico itself failed on this page.',
          cause: error.digest
            ? `The console's log has the details under digest ${error.digest}.`
            : "The browser's console has the details.",
          remedy: 'Try again; if it repeats, tell those who run this console.',
        }}
        actions={
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        }
      />
    </div>
  )
}
