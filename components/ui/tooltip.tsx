'use client'

import { Slot } from 'radix-ui'
import { useState } from 'react'
import { onDemand } from './on-demand'
import type { TooltipProps } from './tooltip-bubble'

const bubble = onDemand(() => import('./tooltip-bubble'))

/**
 * For a word more about a control; never the only place of something that has to be known. Its code is loaded when a pointer
 * or the focus comes to the control; without a connection the control works without it.
 */
export function Tooltip(props: TooltipProps) {
  const [loaded, setLoaded] = useState<{ focused: boolean }>()
  const code = loaded && bubble.now()
  if (code) return <code.TooltipBubble {...props} focused={loaded.focused} />
  const load = (event: { currentTarget: Element }) => {
    const control = event.currentTarget
    bubble.load().then(
      () => setLoaded({ focused: document.activeElement === control }),
      () => {},
    )
  }
  return (
    <Slot.Root onPointerEnter={load} onFocus={load}>
      {props.children}
    </Slot.Root>
  )
}
