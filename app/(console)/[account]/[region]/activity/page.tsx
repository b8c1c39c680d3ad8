import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ActivityError, ActivitySkeleton, ActivityTitle } from '@/components/activity/activity-states'
import type { Place } from '@/lib/console/context'
import { openPage } from '@/lib/console/open-page'
import { Deeds } from './deeds'

export const metadata: Metadata = { title: 'Activity' }

interface ActivityPageProps {
  params: Promise<Place>
  searchParams: Promise<{ days?: string | string[] }>
}

/** Who changed public APIs of the region. */
export default async function ActivityPage({ params, searchParams }: ActivityPageProps) {
  const [{ account, region }, { days }] = await Promise.all([params, searchParams])
  const base = `/${account}/${region}`
  const context = await openPage({ account, region }, `${base}/activity`)
  return (
    <>
      <ActivityTitle />
      {context.ok ? (
        <Suspense key={String(days)} fallback={<ActivitySkeleton />}>
          <Deeds context={context.value} days={days} endpointsPath={`${base}/endpoints`} />
        </Suspense>
      ) : (
        <ActivityError error={context.error} />
      )}
    </>
  )
}
