import type { Metadata } from 'next'
import { ApisError } from '@/components/apis/apis-states'
import { attempt } from '@/lib/attempt'
import { config } from '@/lib/config'
import type { Place } from '@/lib/console/context'
import { openPage } from '@/lib/console/open-page'
import { jobs } from '@/lib/jobs/console-jobs'
import { refusal } from '@/lib/roles'
import { listWirings } from '@/lib/wiring/read/list-managed'
import { LiveApisTable } from './live-apis-table'

export const metadata: Metadata = { title: 'APIs' }

/** Every wiring of the region, also those whose endpoint, API, function or permission is gone. */
export default async function ApisPage({ params }: { params: Promise<Place> }) {
  const place = await params
  const context = await openPage(place, `/${place.account}/${place.region}/apis`)
  if (!context.ok) return <ApisError error={context.error} />
  const { clients, target, person } = context.value
  const entries = await attempt(() => listWirings(clients, target, config().aws.invokeUrlTemplate))
  if (!entries.ok) return <ApisError error={entries.error} />
  return (
    <LiveApisTable
      place={place}
      entries={entries.value}
      readAt={new Date().toISOString()}
      jobs={await jobs().list(target)}
      denied={refusal(person, 'deployer')}
    />
  )
}
