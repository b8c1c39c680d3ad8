'use client'

import { useEffect } from 'react'

/** For so long a person can still mean it. */
const meantForMs = 10_000

/** Clicks what a person clicked before the page ran (`early-click-script.tsx`), as soon as it does. */
export function EarlyClick() {
  useEffect(() => {
    const holder = window as { porticoEarlyClick?: { button: HTMLButtonElement; at: number } }
    const early = holder.porticoEarlyClick
    holder.porticoEarlyClick = undefined
    if (early?.button.isConnected && Date.now() - early.at < meantForMs) early.button.click()
  }, [])
  return null
}
