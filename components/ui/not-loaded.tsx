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
