import 'server-only'
import { cache } from 'react'
import { openShared } from '@/lib/share/open-shared'

/** Read for each visit, so that a revoked link is dead at once; title, page and picture of one visit share the read. */
export const open = cache(openShared)

export interface SharedRouteProps {
  params: Promise<{ token: string }>
  searchParams: Promise<{ row?: string | string[] }>
}
