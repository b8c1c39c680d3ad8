import type { Metadata } from 'next'
import { introOf } from '@/components/share-page/intro-of'
import { SharePage } from '@/components/share-page/share-page'
import { open, type SharedRouteProps } from './open'
import { refuse } from './refuse'

/** What a preview shows of a link is what its page shows to anybody who opens it; search engines are kept away. */
export async function generateMetadata({ params }: SharedRouteProps): Promise<Metadata> {
  const shared = await open((await params).token)
  const live = shared.state === 'live' ? shared.page : undefined
  const title = live?.title ?? 'Shared model'
  const description = live && (live.description ?? introOf(live.contract))
  return {
    title: { absolute: title },
    description: description ?? 'A model to try.',
    openGraph: { type: 'website', title, description, siteName: 'Portico' },
    twitter: { card: 'summary_large_image', title, description },
  }
}

/** The page about one public API, for people without an account. */
export default async function SharedPage({ params, searchParams }: SharedRouteProps) {
  const [{ token }, { row }] = await Promise.all([params, searchParams])
  const shared = await open(token)
  if (shared.state !== 'live') return refuse(shared.state, false)
  return <SharePage page={shared.page} rowInUrl={typeof row === 'string' ? row : undefined} />
}
