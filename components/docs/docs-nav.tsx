'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

export interface DocsNavProps {
  pages: { slug: string; title: string }[]
}

export function DocsNav({ pages }: DocsNavProps) {
  const path = usePathname()
  return (
    <nav aria-label="Documentation" className="flex flex-wrap gap-1 md:grid md:gap-0.5">
      {pages.map(({ slug, title }) => (
        <Link
          key={slug}
          href={`/docs/${slug}`}
          aria-current={path === `/docs/${slug}` ? 'page' : undefined}
          className="flex min-h-8 items-center rounded-ctl px-2 py-1 font-book text-fg-2 hover:bg-hover hover:text-fg aria-[current]:bg-press aria-[current]:font-medium aria-[current]:text-fg max-md:min-h-10"
        >
          {title}
        </Link>
      ))}
    </nav>
  )
}
