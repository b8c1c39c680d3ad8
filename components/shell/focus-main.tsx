'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'

/**
 * Moves the focus to the content if a page change removed what had it: else a keyboard starts again at the top of the page,
 * and a screen reader says nothing. https://www.w3.org/WAI/WCAG22/Understanding/focus-order.html
 */
export function FocusMain() {
  const pathname = usePathname()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    const { activeElement, body } = document
    if (!activeElement || activeElement === body) document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname])
  return null
}
