'use client'

import dynamic from 'next/dynamic'

/**
 * Loaded after the page: no page needs it to be read, and it shows nothing until something was done. A connection that breaks
 * just then takes the toasts, and not the page.
 */
export const Toaster = dynamic(() => import('./toasts').catch(() => ({ default: () => null })), { ssr: false })
