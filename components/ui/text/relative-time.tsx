'use client'

import { useSyncExternalStore } from 'react'
import { formatMoment } from '@/lib/locale'
import { formatAge } from './format-age'

/** One ticking clock for every age on the page. */
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const notify of listeners) notify()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

export interface RelativeTimeProps {
  /** ISO. */
  value: string
  /** Appends ` ago`, except to `now`. */
  ago?: boolean
  className?: string
}

/** `4 d`, with the absolute time as title. Drawn again only when its words change. */
export function RelativeTime({ value, ago, className }: RelativeTimeProps) {
  const read = () => formatAge(Date.now() - Date.parse(value))
  const age = useSyncExternalStore(subscribe, read, read)
  return (
    // The server's clock and the browser's can fall on two sides of a minute.
    <time dateTime={value} title={formatMoment(value)} suppressHydrationWarning className={className}>
      {ago ? (age === 'now' ? 'just now' : `${age} ago`) : age}
    </time>
  )
}
