import type { Metadata } from 'next'
import { cache } from 'react'
import { NotShared } from '@/components/share-page/not-shared'
import { SharePage } from '@/components/share-page/share-page'
import { openShared } from '@/lib/share/open-shared'

interface SharedPageProps {
  params: Promise<{ token: string }>
  searchParams: Promise<{ row?: string | string[] }>
}

/** Read for each visit, so that a revoked link is dead at once; title and page share one read. */
const open = cache(openShared)

export async function generateMetadata({ params }: SharedPageProps): Promise<Metadata> {
  const shared = await open((await params).token)
  return {
    title: shared.state === 'live' ? shared.page.title : 'Shared prediction',
    robots: { index: false, follow: false },
    referrer: 'no-referrer',
  }
}

/** The page about one public URL, for people without an account. */
export default async function SharedPage({ params, searchParams }: SharedPageProps) {
  const [{ token }, { row }] = await Promise.all([params, searchParams])
  const shared = await open(token)
  if (shared.state !== 'live') return <NotShared state={shared.state} />
  return <SharePage page={shared.page} rowInUrl={typeof row === 'string' ? row : undefined} />
}
