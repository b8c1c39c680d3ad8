'use client'

import type { ConfirmDialogProps } from './confirm-parts'
import { onDemand, useOnceOpen } from './on-demand'

const parts = onDemand(() => import('./confirm-parts'))

/** Confirms before something that cannot be taken back. The first focus is on the input, else on Cancel. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const code = useOnceOpen(parts, props.open, props.onOpenChange)
  if (code) return <code.ConfirmParts {...props} />
  return props.open && <div aria-busy className="fixed inset-0 z-40 cursor-progress bg-scrim" />
}
