'use client'

import { useEffect } from 'react'
import { Toaster as Sonner, toast } from 'sonner'
import { toastsAreDrawnBy } from './toast'

/** Inverted, bottom right, past tense. 2.2 s; give `duration: 6000` where a toast has an action. */
export default function Toasts() {
  // Runs after the effect by which sonner's own part begins to listen.
  useEffect(() => toastsAreDrawnBy(toast), [])
  return (
    <Sonner
      position="bottom-right"
      offset={24}
      mobileOffset={16}
      duration={2200}
      visibleToasts={3}
      style={{ fontFamily: 'var(--sans)' }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-2.5 rounded-ctl bg-fg px-3.5 py-2.5 font-medium text-13 text-bg shadow-3 md:ml-auto md:w-fit',
          actionButton: 'ml-1 min-h-6 underline underline-offset-3',
          cancelButton: 'ml-1 min-h-6 underline underline-offset-3',
          description: 'font-normal text-12 opacity-85',
        },
      }}
    />
  )
}
