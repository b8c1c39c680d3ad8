import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { config } from '@/lib/config'

/** Here and not in the page, as the picture of a preview belongs to this level: its address is the console's own. */
export const generateMetadata = (): Metadata => ({
  metadataBase: new URL(config().auth.origin),
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
})

export default function SharedLayout({ children }: { children: ReactNode }) {
  return children
}
