'use client'

import { Slot } from 'radix-ui'
import { type FocusEvent, type PointerEvent, useState } from 'react'
import { onDemand } from '../on-demand'
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
  const load = (control: Element) => {
    bubble.load().then(
      () => {
        // The bubble has an element of its own for the control: exchanged while it is pressed, the click would be lost.
        if (!control.matches(':active')) setLoaded({ focused: document.activeElement === control })
      },
      () => {},
    )
  }
  return (
    <Slot.Root
      onPointerEnter={(event: PointerEvent) => event.pointerType !== 'touch' && load(event.currentTarget)}
      onFocus={({ currentTarget }: FocusEvent) => currentTarget.matches(':focus-visible') && load(currentTarget)}
    >
      {props.children}
    </Slot.Root>
  )
}
