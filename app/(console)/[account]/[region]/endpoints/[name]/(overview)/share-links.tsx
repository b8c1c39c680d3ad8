import { ShareLinksCard } from '@/components/endpoint-page/share/share-links-card'
import { Card, CardHeader } from '@/components/ui/card'
import { ErrorState } from '@/components/ui/state/error-state'
import { attempt } from '@/lib/attempt'
import { config } from '@/lib/config'
import type { ConsoleContext, Place } from '@/lib/console/context'
import type { FeatureContract } from '@/lib/model/contract/contract'
import { listShareLinks } from '@/lib/share/links'
import type { Access } from '@/lib/spec/api-parts/access'
import { createShareLinkAction, revokeShareLinkAction } from '../share-actions'

interface ShareLinksProps {
  context: ConsoleContext
  place: Place
  endpointName: string
  restApiId: string
  /** Tags of the REST API, as they were read for the page. */
  tags: Record<string, string>
  access: Access['kind']
  contract?: FeatureContract
  denied?: string
}

/** The links are tags of the REST API. Their keys are one more read; where that is refused, only this card says so. */
export async function ShareLinks(props: ShareLinksProps) {
  const { context, place, endpointName, restApiId, tags, access, contract, denied } = props
  const { secret, origin } = config().auth
  const { clients, target } = context
  const links = await attempt(() =>
    listShareLinks({ clients, target, endpointName, restApiId, secret, origin }, new Date(), tags),
  )
  if (!links.ok) {
    return (
      <Card aria-label="Share links">
        <CardHeader title="Share links" />
        <ErrorState error={links.error} level={3} />
      </Card>
    )
  }
  return (
    <ShareLinksCard
      place={place}
      endpointName={endpointName}
      links={links.value}
      access={access}
      contract={contract}
      denied={denied}
      create={createShareLinkAction}
      revoke={revokeShareLinkAction}
    />
  )
}
