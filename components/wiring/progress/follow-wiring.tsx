'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { plural } from '@/lib/plural'
import { Note } from '../../ui/state/note'
import { Spinner } from '../../ui/state/spinner'
import { refreshWhenReady } from './when-ready'

export interface FollowWiringProps {
  /** What is there by now, as the page read it: another one means that somebody is at work. */
  found: string[]
  /** When, ISO. */
  readAt: string
  /** What is said where nobody is. */
  children: ReactNode
}

const everyMs = 4_000
/** So often it is read without a change, and then no more: each time is some fifteen calls of AWS. */
const mostQuiet = 6

/**
 * A wiring that is not whole, and no job of this process is at it: another process of the console can be, or nobody. So
 * AWS is read again and again while it changes, and what is there is the progress.
 */
export function FollowWiring({ found, readAt, children }: FollowWiringProps) {
  const router = useRouter()
  const signature = found.join()
  const last = useRef({ signature, quiet: 0 })
  const [changing, setChanging] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each reading counts, also one that found the same
  useEffect(() => {
    const changed = last.current.signature !== signature
    last.current = { signature, quiet: changed ? 0 : last.current.quiet + 1 }
    if (changed) setChanging(true)
    if (last.current.quiet > mostQuiet) return setChanging(false)
    const timer = setTimeout(() => void refreshWhenReady(router), everyMs)
    return () => clearTimeout(timer)
  }, [signature, readAt, router])

  if (!changing) return children
  return (
    <Note
      tone="info"
      role="status"
      icon={<Spinner />}
      title="A deploy or removal is under way elsewhere."
      className="mx-4 mb-3"
    >
      Another process of the console, or somebody else, is at work on it:{' '}
      {plural(found.length, 'resource is', 'resources are')} there by now. This page reads AWS again every few seconds.
    </Note>
  )
}
