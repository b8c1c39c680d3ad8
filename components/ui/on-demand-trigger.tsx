'use client'

import { Slot } from 'radix-ui'
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { type OnDemand, useOnDemand } from './on-demand'

export interface OpenedBy {
  /** The element that opens, for the code that was loaded. */
  ref: (element: HTMLElement | null) => void
  /** It starts open, unless the key that opened it is sent again. */
  defaultOpen: boolean
}

interface OnDemandTriggerProps<T> {
  source: OnDemand<T>
  /** What opens, for assistive technology. */
  popup: 'menu' | 'dialog' | 'listbox'
  /** Keys that open it beside Enter and the space bar. The loaded code gets the key again, and moves the focus by it. */
  opensBy?: (key: string) => boolean
  /** One focusable element. */
  trigger: ReactNode
  children: (code: T, opened: OpenedBy) => ReactElement
}

/**
 * Stands for a control until the code of what it opens is loaded: from the moment that a pointer or the focus is on it, and
 * at the latest when it is used.
 */
export function OnDemandTrigger<T>({ source, popup, opensBy, trigger, children }: OnDemandTriggerProps<T>) {
  const { code, loading, want, prefetch } = useOnDemand(source)
  const [key, setKey] = useState<string>()
  const element = useRef<HTMLElement>(null)
  const ref = useCallback((next: HTMLElement | null) => {
    element.current = next
  }, [])
  useLayoutEffect(() => {
    // The stand-in had the focus and is gone; who went elsewhere meanwhile stays there.
    if (code && key && document.activeElement === document.body) element.current?.focus()
  }, [code, key])
  useEffect(() => {
    if (!code || !key) return
    // A list knows its options after it was drawn twice.
    const timer = setTimeout(() => {
      if (document.activeElement !== element.current) return
      element.current?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    })
    return () => clearTimeout(timer)
  }, [code, key])
  if (code) return children(code, { ref, defaultOpen: key === undefined })
  const use = (by: string | undefined) => {
    setKey(by)
    want()
  }
  return (
    <Slot.Root
      aria-haspopup={popup}
      aria-expanded={false}
      data-state="closed"
      {...(loading ? { 'aria-busy': true, className: 'cursor-progress animate-pulse' } : {})}
      onPointerEnter={prefetch}
      onFocus={prefetch}
      // A key makes a click without a count.
      onClick={(event: MouseEvent) => use(opensBy && event.detail === 0 ? 'Enter' : undefined)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.ctrlKey || event.altKey || event.metaKey || !opensBy?.(event.key)) return
        event.preventDefault()
        use(event.key)
      }}
    >
      {trigger}
    </Slot.Root>
  )
}
