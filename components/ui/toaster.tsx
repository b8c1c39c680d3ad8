'use client'

import dynamic from 'next/dynamic'

/** Loaded after the page: no page needs it to be read, and it shows nothing until something was done. */
export const Toaster = dynamic(() => import('./toasts'), { ssr: false })
