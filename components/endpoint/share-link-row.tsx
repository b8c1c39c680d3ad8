'use client'

import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import type { ShareLink } from '@/lib/share/types'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { ConfirmDialog } from '../ui/dialog'
import { formatAbsolute } from '../ui/format-age'

export interface ShareLinkRowProps {
  link: ShareLink
  denied?: string
  busy: boolean
  onRevoke: () => void
}

export function ShareLinkRow({ link, denied, busy, onRevoke }: ShareLinkRowProps) {
  const [asking, setAsking] = useState(false)
  const title = link.title || 'Without a title'
  return (
    <li className="flex items-center gap-2 border-line border-t px-4 py-2 first:border-t-0">
      <div className="min-w-0 flex-1">
        <a
          href={link.url}
          target="_blank"
          rel="noreferrer"
          title={link.url}
          className="link flex min-h-6 min-w-0 items-center gap-1.5 font-medium"
        >
          <span className="truncate">{title}</span>
          <ExternalLink aria-hidden className="size-3 shrink-0" />
          <span className="sr-only">(opens in a new tab)</span>
        </a>
        <p className="text-12 text-fg-2" suppressHydrationWarning>
          Ends {formatAbsolute(link.expiresAt)}
        </p>
      </div>
      <CopyButton iconOnly text={link.url} label={`Copy link of ${title}`} said="Share link copied" />
      <Button
        size="sm"
        variant="danger"
        disabledReason={denied}
        aria-label={`Revoke ${title}`}
        onClick={() => setAsking(true)}
      >
        Revoke
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Revoke “${title}”?`}
        confirmLabel="Revoke share link"
        busy={busy}
        onConfirm={() => {
          setAsking(false)
          onRevoke()
        }}
      >
        Its page stops for everybody at once and for good. The public URL itself goes on.
      </ConfirmDialog>
    </li>
  )
}
