import { useLayoutEffect, useRef } from 'react'

/**
 * Gives the focus back to what had it before something opened: Radix does so only for a trigger of its own.
 * @returns what to do with the focus once it is closed, for `onCloseAutoFocus`
 */
export function useOpener(open: boolean): (event: Event) => void {
  const opener = useRef<Element>(null)
  useLayoutEffect(() => {
    if (open) opener.current = lasting(document.activeElement)
  }, [open])
  return (event) => {
    event.preventDefault()
    // Who closed it can have moved the focus on.
    if (document.activeElement !== document.body) return
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true })
  }
}

/** Returns the button of a menu for an item of it, because the menu closes. */
function lasting(element: Element | null): Element | null {
  const menu = element?.closest('[role="menu"]')
  return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : element
}
