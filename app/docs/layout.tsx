import type { ReactNode } from 'react'
import { DocsFrame } from '@/components/docs/docs-frame'
import { currentPerson } from '@/lib/auth/session'
import { guide } from '@/lib/guide/guide.generated'

export const dynamic = 'force-dynamic'

/** For whoever is signed in, like every page of the console: a stranger learns nothing of how this one is used. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  // The page sends a signed-out person away, as it knows its own path.
  if (!(await currentPerson())) return children
  return <DocsFrame pages={guide.map(({ slug, title }) => ({ slug, title }))}>{children}</DocsFrame>
}
