'use client'

import { ExternalLink, Link2 } from 'lucide-react'
import { useState } from 'react'
import { formatMoment } from '@/lib/locale'
import type { Result } from '@/lib/result'
import type { NewShareLink, ShareLink } from '@/lib/share/types'
import { copyNewLink } from '../share-page/copy-new-link'
import { Button } from '../ui/button'
import { useAction } from '../ui/hooks/use-action'
import { FailureNote } from '../ui/state/failure-note'
import { UrlBlock } from '../ui/text/url-block'

export interface ShareNowProps {
  /** Makes a link as the form on the endpoint's page starts: for 30 days, within the ranges that are known. */
  share: () => Promise<Result<NewShareLink>>
  /** The address at which links are listed, changed and revoked. */
  linksHref: string
}

/** Makes a share link at one click, right after a deploy, and shows it. */
export function ShareNow({ share, linksHref }: ShareNowProps) {
  const making = useAction(share)
  const [made, setMade] = useState<ShareLink>()
  const make = async () => {
    const result = await making.run(undefined)
    if (!result.ok) return
    const { link } = result.value
    setMade(link)
    await copyNewLink(result.value)
  }
  if (!made)
    return (
      <div className="grid justify-items-start gap-1">
        <Button icon={<Link2 aria-hidden />} busy={making.busy} onClick={make}>
          Make a share link
        </Button>
        <p className="text-12 text-fg-3">a page for people without an account, for 30 days</p>
        <FailureNote failure={making.failure} />
      </div>
    )
  return (
    <div role="status" className="grid gap-1">
      <a
        href={made.url}
        target="_blank"
        rel="noreferrer"
        className="link flex min-h-6 w-fit items-center gap-1.5 font-medium"
      >
        {made.title}
        <ExternalLink aria-hidden className="size-3 shrink-0" />
        <span className="sr-only">(opens in a new tab)</span>
      </a>
      <UrlBlock url={made.url} copyLabel="Copy share link" />
      <p className="text-12 text-fg-2" suppressHydrationWarning>
        Ends {formatMoment(made.expiresAt)}.{' '}
        <a href={linksHref} className="link">
          See all share links
        </a>
      </p>
    </div>
  )
}
