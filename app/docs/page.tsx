import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { currentPerson } from '@/lib/auth/session'
import { signInPath } from '@/lib/console/open-page'
import { guide } from '@/lib/guide/guide.generated'

export const metadata: Metadata = { title: 'Documentation' }

/** The list of pages. */
export default async function DocsPage() {
  if (!(await currentPerson())) redirect(signInPath('/docs'))
  return (
    <>
      <h1 className="font-semibold text-20 tracking-[-0.02em]">Documentation</h1>
      <ul className="mt-4 grid gap-3">
        {guide.map(({ slug, title, summary }) => (
          <li key={slug} className="rounded-card border border-line bg-surface p-4">
            <h2 className="font-semibold text-14">
              <Link className="link" href={`/docs/${slug}`}>
                {title}
              </Link>
            </h2>
            <p className="mt-1 text-fg-2">{summary}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
