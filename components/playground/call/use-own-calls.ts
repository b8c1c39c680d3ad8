'use client'

import { useEffect, useMemo } from 'react'
import type { Place } from '../../wiring/types'
import type { Authorize } from './authorize'
import { type CountAction, counted, type OwnUrl, ownCallCounter } from './own-calls'

/** Has the calls of this page counted as the console's own. */
export function useOwnCalls(
  authorize: Authorize,
  { account, region }: Place,
  own: OwnUrl | undefined,
  count: CountAction,
) {
  // A page's props are new objects at each of its refreshes.
  const { endpointName, behind } = own ?? {}
  const counter = useMemo(
    () =>
      endpointName && behind && ownCallCounter(behind, (counts) => count({ account, region, endpointName, counts })),
    [endpointName, behind, account, region, count],
  )
  useEffect(() => {
    if (!counter) return
    const flush = () => document.visibilityState === 'hidden' && counter.flush()
    document.addEventListener('visibilitychange', flush)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      counter.flush()
    }
  }, [counter])
  return useMemo(() => (counter ? counted(authorize, counter) : authorize), [authorize, counter])
}
