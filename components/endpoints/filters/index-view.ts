'use client'

import { useRef } from 'react'
import type { IndexedPage } from '@/lib/endpoint-index/types'
import type { EndpointPage } from '@/lib/endpoints/types'
import type { Failure } from '@/lib/result'

export const isRead = ({ progress }: IndexedPage): boolean =>
  progress.listComplete && Object.values(progress.columns).every(({ complete }) => complete)

/** Why nothing more is found: of the list, or of what it is filtered by. */
export const failureOf = ({ progress }: IndexedPage): Failure | undefined =>
  progress.failure ?? Object.values(progress.columns).find(({ failure }) => failure)?.failure

/** `14`, or `14+` while more can be found. */
export const matchesInWords = (page: IndexedPage): string => `${page.matched}${isRead(page) ? '' : '+'}`

/** The matches of the index stand in for SageMaker's page; the same object as long as they are the same. */
export function usePage(page: EndpointPage, matched: IndexedPage | undefined): EndpointPage {
  const last = useRef<{ key: string; page: EndpointPage }>(undefined)
  if (!matched) return page
  const key = JSON.stringify(matched.rows)
  if (last.current?.key !== key) last.current = { key, page: { rows: matched.rows, readAt: matched.readAt } }
  return last.current.page
}
