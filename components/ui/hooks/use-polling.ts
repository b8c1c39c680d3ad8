'use client'

import { useEffect } from 'react'

/**
 * Calls `read` again and again while `active` and while the tab is seen.
 * @param read the same function at each render (`useStable`): a new one begins the interval again
 */
export function usePolling(active: boolean, read: () => unknown, everyMs: number): void {
  useEffect(() => {
    if (!active) return
    const timer = setInterval(() => {
      if (!document.hidden) void read()
    }, everyMs)
    return () => clearInterval(timer)
  }, [active, read, everyMs])
}
