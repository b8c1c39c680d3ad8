import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ActivityError, ActivitySkeleton, ActivityTitle } from '@/components/activity/activity-states'
import { PastJobsSkeleton } from '@/components/activity/past-jobs-states'
import type { Place } from '@/lib/console/context'
import { openPage } from '@/lib/console/open-page'
import type { PastParams } from '@/lib/jobs/past'
import { Deeds } from './deeds'
import { Past } from './past'

export const metadata: Metadata = { title: 'Activity' }

interface ActivityPageProps {
  params: Promise<Place>
  searchParams: Promise<PastParams & { days?: string | string[] }>
}

/** Who changed public APIs of the region. */
export default async function ActivityPage({ params, searchParams }: ActivityPageProps) {
  const [{ account, region }, { days, ...filter }] = await Promise.all([params, searchParams])
  const base = `/${account}/${region}`
  const context = await openPage({ account, region }, `${base}/activity`)
  return (
    <>
      <ActivityTitle />
      {context.ok ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <Suspense key={String(days)} fallback={<ActivitySkeleton />}>
            <Deeds context={context.value} days={days} endpointsPath={`${base}/endpoints`} />
          </Suspense>
          {/* No key: the filter stays where it is, with the focus, while the list is read again. */}
          <Suspense fallback={<PastJobsSkeleton />}>
            <Past context={context.value} params={filter} />
          </Suspense>
        </div>
      ) : (
        <ActivityError error={context.error} />
      )}
    </>
  )
}
