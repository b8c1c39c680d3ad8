'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '../button'

/** Reads the page again while what is there stays. */
export function RefreshButton({ label }: { label: string }) {
  const router = useRouter()
  const [reading, start] = useTransition()
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={<RefreshCw aria-hidden />}
      busy={reading}
      onClick={() => start(() => router.refresh())}
    >
      {label}
    </Button>
  )
}
