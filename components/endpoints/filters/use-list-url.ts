'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'

type Filter = 'state' | 'access' | 'container' | 'tag' | 'cost' | 'created' | 'modified'
type Param = Filter | 'hide' | 'show' | 'search' | 'status' | 'group' | 'sort' | 'order' | 'token' | 'page'
export type ListParams = Partial<Record<Param, string | string[] | undefined>>

/** What the list holds apart from where it stands: a saved view has all of them. */
const ofPlace = ['token', 'page']
/** Columns change neither which rows there are nor their order. */
const ofColumns = ['hide', 'show']

/** The list's state lives in the URL, so that it can be shared, reloaded and gone back to. */
export function useListUrl() {
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  const [reading, start] = useTransition()

  const href = (change: ListParams): string => {
    const next = new URLSearchParams(params)
    // A token or a page belongs to one search, filter and sort.
    if (!Object.keys(change).every((key) => ofColumns.includes(key))) for (const key of ofPlace) next.delete(key)
    for (const [key, value] of Object.entries(change)) {
      next.delete(key)
      for (const one of [value ?? []].flat()) if (one) next.append(key, one)
    }
    const query = next.toString()
    return query ? `${path}?${query}` : path
  }
  const view = new URLSearchParams(params)
  for (const key of ofPlace) view.delete(key)

  return {
    params,
    /** What a saved view keeps: `state=live&sort=Cost`. */
    view: view.toString(),
    /** The server is reading. */
    reading,
    href,
    push: (change: ListParams) => start(() => router.push(href(change), { scroll: false })),
    replace: (change: ListParams) => start(() => router.replace(href(change), { scroll: false })),
    open: (query: string) => start(() => router.push(query ? `${path}?${query}` : path, { scroll: false })),
    /** Changes the URL alone: what is loaded is enough. */
    show: (change: ListParams) => window.history.pushState(null, '', href(change)),
    refresh: () => start(() => router.refresh()),
  }
}
