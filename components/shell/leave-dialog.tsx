'use client'

import { ConfirmDialog } from '../ui/overlay/dialog'

interface LeaveDialogProps {
  /** What would be lost: `2 sets of test cases`. */
  work: string[]
  onLeave: () => void
  onClose: () => void
}

/** Asks before signing out deletes what cannot be made again. */
export default function LeaveDialog({ work, onLeave, onClose }: LeaveDialogProps) {
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Sign out and delete your work in this browser?"
      confirmLabel="Sign out"
      onConfirm={onLeave}
    >
      <p>Signing out deletes what only this browser has:</p>
      <ul className="mt-1 list-disc pl-5">
        {work.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p className="mt-2">To keep it, cancel. Then export test cases, and save drafts to the API.</p>
    </ConfirmDialog>
  )
}
