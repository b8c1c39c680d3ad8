'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'
import { refreshWhenReady } from './when-ready'

/** When this tab read the page again because the job had ended, by job. */
const refreshedAt = new Map<string, number>()

/** Refreshes the page when a job ends: once, however many parts of the page follow it and however often it is replayed. */
export function useRefreshAtEnd(): (jobId: string) => void {
  const router = useRouter()
  const [mountedAt] = useState(Date.now)
  return useCallback(
    (jobId) => {
      if ((refreshedAt.get(jobId) ?? Number.NEGATIVE_INFINITY) >= mountedAt) return
      refreshedAt.set(jobId, Date.now())
      void refreshWhenReady(router)
    },
    [router, mountedAt],
  )
}
