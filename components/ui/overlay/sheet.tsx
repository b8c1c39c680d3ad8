'use client'

import { onDemand, useOnceOpen } from '../on-demand'
import { Opening } from '../state/opening'
import type { SheetProps } from './sheet-parts'

const parts = onDemand(() => import('./sheet-parts'))

/**
 * From the right, 76 px of the page stays visible under the scrim; full width on small screens. The focus starts on the
 * heading: what the sheet is about is read before its buttons.
 */
export function Sheet(props: SheetProps) {
  const code = useOnceOpen(parts, props.open, props.onOpenChange)
  if (code) return <code.SheetParts {...props} />
  return props.open && <Opening label="Opening…" close={{ onClose: () => props.onOpenChange(false) }} />
}
