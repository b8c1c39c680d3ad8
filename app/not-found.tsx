import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/state/empty-state'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <EmptyState
        title="There is no such page"
        actions={
          <ButtonLink href="/" variant="primary">
            Open the console
          </ButtonLink>
        }
      >
        The address might be misspelt, or name an account or a region that this console does not serve.
      </EmptyState>
    </main>
  )
}
