'use client'

import { useSyncExternalStore } from 'react'

/** What Tailwind calls `max-md`. */
const query = '(width < 48rem)'

const subscribe = (listener: () => void) => {
  const media = window.matchMedia(query)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

/** For what cannot be said in CSS, such as the height of a row that is placed by number. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  )
