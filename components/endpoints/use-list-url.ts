'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'

export type ListParams = Partial<
  Record<'hide' | 'search' | 'status' | 'group' | 'sort' | 'order' | 'token', string | undefined>
>

/** The list's state lives in the URL, so that it can be shared, reloaded and gone back to. */
export function useListUrl() {
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  const [reading, start] = useTransition()

  const href = (change: ListParams): string => {
    const next = new URLSearchParams(params)
    // A token belongs to one search, filter and sort; columns change none of them.
    if (!('hide' in change)) next.delete('token')
    for (const [key, value] of Object.entries(change)) {
      if (value) next.set(key, value)
      else next.delete(key)
    }
    const query = next.toString()
    return query ? `${path}?${query}` : path
  }

  return {
    params,
    /** The server is reading. */
    reading,
    href,
    push: (change: ListParams) => start(() => router.push(href(change), { scroll: false })),
    replace: (change: ListParams) => start(() => router.replace(href(change), { scroll: false })),
    /** Changes the URL alone: what is loaded is enough. */
    show: (change: ListParams) => window.history.pushState(null, '', href(change)),
    refresh: () => start(() => router.refresh()),
  }
}
