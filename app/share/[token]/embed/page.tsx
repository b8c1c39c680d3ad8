import type { Metadata } from 'next'
import { SharePage } from '@/components/share-page/share-page'
import { open, type SharedRouteProps } from '../open'
import { refuse } from '../refuse'

export const metadata: Metadata = { title: { absolute: 'Shared model' } }

/** The shared page for the frame of another site. Which sites can frame it is said by a header (proxy.ts). */
export default async function EmbeddedPage({ params, searchParams }: SharedRouteProps) {
  const [{ token }, { row }] = await Promise.all([params, searchParams])
  const shared = await open(token)
  if (shared.state !== 'live') return refuse(shared.state, true)
  return (
    <SharePage page={shared.page} rowInUrl={typeof row === 'string' ? row : undefined} fullPath={`/share/${token}`} />
  )
}
