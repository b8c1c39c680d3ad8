'use client'

import { Tooltip as Radix } from 'radix-ui'
import { type ReactNode, useEffect, useRef } from 'react'

export interface TooltipProps {
  text: ReactNode
  side?: 'top' | 'bottom' | 'left' | 'right'
  /** One focusable element. */
  children: ReactNode
}

/** Takes over the focus or the pointer that the element had, because here it is another element. */
export function TooltipBubble({ text, side = 'top', focused, children }: TooltipProps & { focused: boolean }) {
  const element = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (focused) element.current?.focus()
    else element.current?.dispatchEvent(new PointerEvent('pointermove', { pointerType: 'mouse', bubbles: true }))
  }, [focused])
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild ref={element}>
          {children}
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-72 rounded-ctl bg-fg px-2.5 py-1.5 text-12 text-bg shadow-2"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}
