'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'

/** When this tab read the page again because the job had ended, by job. */
const refreshedAt = new Map<string, number>()

/** Reads the page again when a job ends: once, however many parts of the page follow it and however often it is replayed. */
export function useRefreshAtEnd(): (jobId: string) => void {
  const router = useRouter()
  const [mountedAt] = useState(Date.now)
  return useCallback(
    (jobId) => {
      if ((refreshedAt.get(jobId) ?? Number.NEGATIVE_INFINITY) >= mountedAt) return
      refreshedAt.set(jobId, Date.now())
      router.refresh()
    },
    [router, mountedAt],
  )
}
