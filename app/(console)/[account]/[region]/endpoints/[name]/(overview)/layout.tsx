import type { Metadata } from 'next'
import { type ReactNode, Suspense } from 'react'
import { OverviewSkeleton } from '@/components/endpoint-page/overview-skeleton'
import { currentPerson } from '@/lib/auth/session'
import { type EndpointParams, listPathOf } from '../read-endpoint'
import { Overview } from './overview'

interface OverviewLayoutProps {
  children: ReactNode
  params: Promise<EndpointParams>
}

export async function generateMetadata({ params }: OverviewLayoutProps): Promise<Metadata> {
  return { title: (await params).name }
}

/** The overview is the layout, so that it stays as it is while the deploy or removal sheet opens over it. */
export default async function OverviewLayout({ children, params }: OverviewLayoutProps) {
  const { account, region, name } = await params
  // The page sends a signed-out person away, as it knows its own path.
  if (!(await currentPerson())) return children
  return (
    // The sheet waits for what it lies over: opened earlier, it would hide elements that React has still to hydrate.
    <Suspense fallback={<OverviewSkeleton name={name} listPath={listPathOf({ account, region })} />}>
      <Overview account={account} region={region} name={name} />
      {children}
    </Suspense>
  )
}
