'use client'

import { useCallback, useInsertionEffect, useRef } from 'react'

/**
 * Returns the same function at each render; it calls the latest one. Next decodes server actions that are props again with each
 * answer of the server, so an effect that depends on one starts again at each refresh, and one that refreshes never ends.
 */
export function useStable<A extends unknown[], R>(latest: (...args: A) => R): (...args: A) => R {
  const held = useRef(latest)
  useInsertionEffect(() => {
    held.current = latest
  })
  return useCallback((...args: A) => held.current(...args), [])
}
