import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ActivitySkeleton } from '@/components/activity/activity-states'
import { PastJobsSkeleton } from '@/components/activity/past-jobs-states'
import { EndpointHeader } from '@/components/endpoint-page/endpoint-header'
import { EndpointProblem } from '@/components/endpoint-page/endpoint-problem'
import type { PastParams } from '@/lib/jobs/past'
import { Deeds } from '../../../activity/deeds'
import { Past } from '../../../activity/past'
import { headerOf } from '../header-of'
import { type EndpointParams, readEndpoint } from '../read-endpoint'

interface ActivityPageProps {
  params: Promise<EndpointParams>
  searchParams: Promise<PastParams & { days?: string | string[] }>
}

export async function generateMetadata({ params }: ActivityPageProps): Promise<Metadata> {
  return { title: `Activity of ${(await params).name}` }
}

/** Who did what to an endpoint and its public API; also of one that is gone. */
export default async function EndpointActivityPage({ params, searchParams }: ActivityPageProps) {
  const [{ account, region, name }, { days, ...filter }] = await Promise.all([params, searchParams])
  const read = await readEndpoint(account, region, name)
  if (!read.ok) return <EndpointProblem name={name} error={read.error} />
  return (
    <>
      <EndpointHeader tab="activity" {...headerOf({ account, region, name }, read.value)} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <Suspense key={String(days)} fallback={<ActivitySkeleton />}>
          <Deeds context={read.value.context} days={days} endpointName={name} />
        </Suspense>
        {/* No key: the filter stays where it is, with the focus, while the list is read again. */}
        <Suspense fallback={<PastJobsSkeleton />}>
          <Past context={read.value.context} params={filter} endpointName={name} />
        </Suspense>
      </div>
    </>
  )
}
