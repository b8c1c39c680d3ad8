'use client'

import { Code, ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { formatMoment } from '@/lib/locale'
import type { ShareLink } from '@/lib/share/types'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { CodeBlock } from '../../ui/text/code-block'
import { CopyButton } from '../../ui/text/copy-button'
import { KeyUsage } from '../keys/key-usage'
import { RevokeButton } from '../keys/revoke-button'

export interface ShareLinkRowProps {
  link: ShareLink
  /** The URL requires API keys. */
  keyed: boolean
  denied?: string
  busy: boolean
  onRevoke: () => void
}

/** One link: where it leads, until when, what its key did today, and how to embed it. */
export function ShareLinkRow({ link, keyed, denied, busy, onRevoke }: ShareLinkRowProps) {
  const [embedding, setEmbedding] = useState(false)
  const { embed, key } = link
  const title = link.title || 'Without a title'
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-2 border-line border-t px-4 py-2.5 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-44">
          <p className="flex min-w-0 flex-wrap items-center gap-x-2">
            <a
              href={link.url}
              target="_blank"
              rel="noreferrer"
              title={link.description}
              className="link flex min-h-6 min-w-0 items-center gap-1.5 font-medium"
            >
              <span className="truncate">{title}</span>
              <ExternalLink aria-hidden className="size-3 shrink-0" />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
            {key?.gone && <Badge tone="bad">Key gone</Badge>}
          </p>
          <p className="text-12 text-fg-2" suppressHydrationWarning>
            Ends {formatMoment(link.expiresAt)}
            {keyed && !key && '; visitors bring a key of their own'}
          </p>
        </div>
        {key && <KeyUsage name={title} used={key.usedToday} quotaPerDay={key.dailyCap} />}
        <div className="flex items-center gap-1.5">
          <CopyButton iconOnly text={link.url} label={`Copy link of ${title}`} said="Share link copied" />
          {embed && (
            <Button
              size="sm"
              icon={<Code aria-hidden />}
              aria-expanded={embedding}
              aria-label={`Embed ${title}`}
              onClick={() => setEmbedding(!embedding)}
            >
              Embed
            </Button>
          )}
          <RevokeButton
            name={title}
            title={`Revoke “${title}”?`}
            confirmLabel="Revoke share link"
            disabledReason={denied}
            busy={busy}
            onRevoke={onRevoke}
          >
            Its page stops working for everyone, and the link cannot be restored{key && ', and its API key with it'}.
            The public API itself goes on.
          </RevokeButton>
        </div>
      </div>
      {key?.gone && (
        <p className="text-12 text-fg-2">
          Its API key was deleted or disabled, so its visitors are refused. Revoke the link and create a new one.
        </p>
      )}
      {embed && embedding && (
        <>
          <p className="text-12 text-fg-2">For {embed.origins.join(', ')}; a browser shows it nowhere else.</p>
          <CodeBlock
            boxed
            wrap
            code={snippetOf(title, embed.url)}
            label={`Embed snippet of ${title}`}
            copied="Embed snippet copied"
          />
        </>
      )}
    </li>
  )
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const snippetOf = (title: string, url: string) =>
  `<iframe src="${url}" title="${escaped(title)}" width="100%" height="720" style="border:0" loading="lazy"></iframe>`
