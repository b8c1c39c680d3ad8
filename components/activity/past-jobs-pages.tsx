'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'

interface PastJobsPagesProps {
  /** The id of the last job of the page, if there are earlier ones. */
  earlierThan?: string
  /** The page is not the first. */
  hasNewer: boolean
}

/** Leads to the jobs before those of a page, and back to the newest; the address keeps what filters. */
export function PastJobsPages({ earlierThan, hasNewer }: PastJobsPagesProps) {
  const params = useSearchParams()
  const hrefOf = (before: string | undefined) => {
    const next = new URLSearchParams(params)
    if (before) next.set('before', before)
    else next.delete('before')
    return `?${next}`
  }
  if (!earlierThan && !hasNewer) return null
  return (
    <nav aria-label="Pages of deploys and removals" className="flex gap-4 border-line border-t px-4 py-1.5 text-12">
      {hasNewer && (
        <Link className={link} href={hrefOf(undefined)} scroll={false}>
          Newest
        </Link>
      )}
      {earlierThan && (
        <Link className={link} href={hrefOf(earlierThan)} scroll={false}>
          Earlier
        </Link>
      )}
    </nav>
  )
}

const link = 'link inline-flex min-h-6 items-center'
