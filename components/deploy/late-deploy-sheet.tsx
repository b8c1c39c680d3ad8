'use client'

import dynamic from 'next/dynamic'
import { NotLoaded } from '../ui/not-loaded'

/**
 * The deploy sheet, whose code is loaded after the page that it covers: it is no part of the HTML either, and the endpoint's
 * page below it works before.
 */
export const LateDeploySheet = dynamic(
  () =>
    import('./deploy-sheet').then(
      (part) => ({ default: part.DeploySheet }),
      () => ({ default: NotLoaded }),
    ),
  {
    ssr: false,
    loading: () => (
      <div role="status" aria-label="Opening the deploy form" className="fixed inset-0 z-30 cursor-progress bg-scrim" />
    ),
  },
)
