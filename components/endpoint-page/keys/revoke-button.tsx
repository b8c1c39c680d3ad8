'use client'

import { type ComponentProps, useState } from 'react'
import { Button } from '../../ui/button'
import { ConfirmDialog } from '../../ui/overlay/dialog'

type RevokeButtonProps = Pick<ComponentProps<typeof ConfirmDialog>, 'title' | 'confirmLabel' | 'busy' | 'children'> & {
  /** What is revoked, for screen readers. */
  name: string
  disabledReason?: string
  onRevoke: () => void
}

/** Revokes after one more click, because nothing that was revoked comes back. */
export function RevokeButton({ name, disabledReason, onRevoke, ...dialog }: RevokeButtonProps) {
  const [confirming, setConfirming] = useState(false)
  const confirm = () => {
    setConfirming(false)
    onRevoke()
  }
  return (
    <>
      <Button
        size="sm"
        variant="danger"
        disabledReason={disabledReason}
        aria-label={`Revoke ${name}`}
        onClick={() => setConfirming(true)}
      >
        Revoke
      </Button>
      <ConfirmDialog {...dialog} open={confirming} onOpenChange={setConfirming} onConfirm={confirm} />
    </>
  )
}
