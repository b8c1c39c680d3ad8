import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Blocks } from '@/components/docs/blocks'
import { currentPerson } from '@/lib/auth/session'
import { signInPath } from '@/lib/console/open-page'
import { guide } from '@/lib/guide/guide.generated'

interface DocsPageProps {
  params: Promise<{ slug: string }>
}

const pageOf = (slug: string) => guide.find((page) => page.slug === slug)

export async function generateMetadata({ params }: DocsPageProps): Promise<Metadata> {
  return { title: pageOf((await params).slug)?.title ?? 'Not found' }
}

/** One page of the documentation. */
export default async function DocsArticlePage({ params }: DocsPageProps) {
  const { slug } = await params
  if (!(await currentPerson())) redirect(signInPath(`/docs/${slug}`))
  const page = pageOf(slug)
  if (!page) notFound()
  return (
    <article>
      <h1 className="font-semibold text-20 tracking-[-0.02em]">{page.title}</h1>
      <Blocks blocks={page.blocks} />
    </article>
  )
}
