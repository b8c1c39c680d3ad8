'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '../button'

/** Reads the page again from the server. */
export function RetryButton({ label = 'Refresh' }: { label?: string }) {
  const router = useRouter()
  const [reading, start] = useTransition()
  return (
    <Button
      variant="primary"
      icon={<RefreshCw aria-hidden />}
      busy={reading}
      onClick={() => start(() => router.refresh())}
    >
      {label}
    </Button>
  )
}
