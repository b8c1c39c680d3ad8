import type { Metadata } from 'next'
import { RemoveSheet } from '@/components/remove/remove-sheet'
import { wiringContext } from '@/lib/console/wiring-context'
import { jobs } from '@/lib/jobs/console-jobs'
import { refusal } from '@/lib/roles'
import { planRemove } from '@/lib/wiring/engine'
import { type EndpointParams, openEndpointPage } from '../../read-endpoint'
import { startRemoveAction, watchJobAction } from '../../wiring-actions'

interface RemovePageProps {
  params: Promise<EndpointParams>
  searchParams: Promise<{ job?: string }>
}

export async function generateMetadata({ params }: RemovePageProps): Promise<Metadata> {
  return { title: `Remove ${(await params).name}` }
}

export default async function RemovePage({ params, searchParams }: RemovePageProps) {
  const { account, region, name } = await params
  const context = await openEndpointPage(account, region, name, '/remove')
  if (!context.ok) return null
  const { target, person } = context.value
  const running = await jobs().running({ ...target, endpointName: name })
  return (
    <RemoveSheet
      place={{ account, region }}
      endpointName={name}
      plan={await planRemove(wiringContext(context.value), name)}
      obstacle={refusal(person, 'deployer')}
      replay={running?.kind === 'remove' || (await searchParams).job !== undefined}
      start={startRemoveAction}
      watch={watchJobAction}
    />
  )
}
