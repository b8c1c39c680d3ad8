'use client'

import { RefreshCw } from 'lucide-react'
import { Button } from './button'
import { Note } from './state/note'

/** Stands for a part of the page whose code could not be loaded; the rest of the page works. */
export function NotLoaded() {
  return (
    <Note
      tone="warn"
      role="alert"
      title="A part of the page did not load."
      action={
        <Button size="sm" icon={<RefreshCw aria-hidden />} onClick={() => window.location.reload()}>
          Reload the page
        </Button>
      }
    >
      Check the connection, then reload the page.
    </Note>
  )
}

/** Stands for the drawing of a response that came, whose code could not be loaded. */
export function NotDrawn({ onRetry }: { onRetry: () => void }) {
  return (
    <Note
      tone="warn"
      role="alert"
      title="The answer came, and the part of the page that shows it did not load."
      action={
        <Button size="sm" icon={<RefreshCw aria-hidden />} onClick={onRetry}>
          Try again
        </Button>
      }
    >
      Check the connection, then try again. The model is not called again.
    </Note>
  )
}
