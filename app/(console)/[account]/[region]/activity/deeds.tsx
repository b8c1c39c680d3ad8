import { ActivityList } from '@/components/activity/activity-list'
import { ActivityError } from '@/components/activity/activity-states'
import { readActivity } from '@/lib/activity/read-activity'
import { activityDays } from '@/lib/activity/types'
import { attempt } from '@/lib/attempt'
import type { ConsoleContext } from '@/lib/console/context'

interface DeedsProps {
  context: ConsoleContext
  /** The value in the address. */
  days: string | string[] | undefined
  endpointName?: string
  endpointsPath?: string
}

/** What CloudTrail knows; where it cannot be read, this part alone says so. */
export async function Deeds({ context: { clients, target }, days, endpointName, endpointsPath }: DeedsProps) {
  const chosen = activityDays.find((one) => String(one) === days) ?? 7
  const activity = await attempt(() => readActivity(clients, target, { endpointName, days: chosen, now: Date.now() }))
  return activity.ok ? (
    <ActivityList activity={activity.value} endpointsPath={endpointsPath} />
  ) : (
    <ActivityError error={activity.error} />
  )
}
