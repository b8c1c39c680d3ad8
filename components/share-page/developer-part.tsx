'use client'

import { ChevronRight } from 'lucide-react'
import { pluralWord } from '@/lib/plural'
import type { DescribedUrl } from '@/lib/snippets/described-url'
import type { Snippets } from '@/lib/snippets/snippets'
import { Downloads } from '../callers/downloads'
import { Card } from '../ui/card'
import { UrlBlock } from '../ui/text/url-block'
import { CallFromCode } from './call-from-code'

interface DeveloperPartProps {
  method: string
  url: string
  snippets: Snippets
  /** What downloads are made of. */
  described: DescribedUrl
  /** Requests a second of all callers together. */
  rateLimit: number
  /** What is refused, if columns are enforced. */
  refused?: string
  /** The page has the link's own key. */
  ownKey: boolean
  open: boolean
}

/** How to call the URL from code, folded away from those who came to try the model. */
export function DeveloperPart({
  method,
  url,
  snippets,
  described,
  rateLimit,
  refused,
  ownKey,
  open,
}: DeveloperPartProps) {
  return (
    <details open={open} className="group mt-6">
      <summary className="flex min-h-9 w-fit cursor-pointer list-none items-center gap-1.5 font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-fg-3 group-open:rotate-90" />
        For developers
      </summary>
      <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-4">
        <UrlBlock method={method} url={url} copyLabel="Copy URL" className="bg-surface" />
        <CallFromCode snippets={snippets} />
        {!described.facts.adopted && (
          <Card>
            <Downloads url={described} />
          </Card>
        )}
        <p className="text-12 text-fg-2">
          {rateLimit} {pluralWord(rateLimit, 'request')} a second for all callers together; above that the URL answers
          429.
          {refused && ` ${refused}`}
          {ownKey &&
            ' This page has an API key of its own, which lasts as long as the page. For an application, ask the person who sent you this page for one of yours.'}
        </p>
      </div>
    </details>
  )
}
