import type { Metadata } from 'next'
import { AdoptPage } from '@/components/adopt/adopt-page'
import { ErrorState } from '@/components/ui/state/error-state'
import { RetryButton } from '@/components/ui/state/retry-button'
import type { Place } from '@/lib/console/context'
import { openPage } from '@/lib/console/open-page'
import { refusal } from '@/lib/roles'
import { planAdoptionAction, startAdoptionAction, walkAction } from './actions'

export const metadata: Metadata = { title: 'Adopt a URL' }

export default async function Adopt({ params }: { params: Promise<Place> }) {
  const { account, region } = await params
  const context = await openPage({ account, region }, `/${account}/${region}/adopt`)
  if (!context.ok) return <ErrorState error={context.error} actions={<RetryButton />} />
  return (
    <AdoptPage
      place={{ account, region }}
      denied={refusal(context.value.person, 'deployer')}
      walk={walkAction}
      plan={planAdoptionAction}
      start={startAdoptionAction}
    />
  )
}
