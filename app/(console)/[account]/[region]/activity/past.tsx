import { PastJobsList } from '@/components/activity/past-jobs-list'
import { PastJobsTrouble } from '@/components/activity/past-jobs-states'
import type { ConsoleContext } from '@/lib/console/context'
import { jobs } from '@/lib/jobs/console-jobs'
import { type PastParams, pastQueryOf } from '@/lib/jobs/past'

interface PastProps {
  context: ConsoleContext
  params: PastParams
  endpointName?: string
}

/** What the console's database has; if it cannot be read, this part alone says so. */
export async function Past({ context: { target }, params, endpointName }: PastProps) {
  const wanted = { ...pastQueryOf(params), endpointName }
  const past = await jobs().past(target, wanted)
  if (!past.ok) return <PastJobsTrouble error={past.error} />
  const endpointsPath = `/${target.accountId}/${target.region}/endpoints`
  return <PastJobsList past={past.value} wanted={wanted} endpointsPath={endpointsPath} />
}
