'use client'

import { UnexpectedError } from '@/components/shell/unexpected-error'

export default function RootError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-[752px] content-center p-4">
      <UnexpectedError {...props} />
    </main>
  )
}
