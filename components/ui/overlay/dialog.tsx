'use client'

import { onDemand, useOnceOpen } from '../on-demand'
import { Opening } from '../state/opening'
import type { ConfirmDialogProps } from './confirm-parts'

const parts = onDemand(() => import('./confirm-parts'))

/** Confirms before something that cannot be taken back. The first focus is on the input, else on Cancel. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const code = useOnceOpen(parts, props.open, props.onOpenChange)
  if (code) return <code.ConfirmParts {...props} />
  return (
    props.open && <Opening label="Opening…" close={{ onClose: () => props.onOpenChange(false) }} className="z-40" />
  )
}
