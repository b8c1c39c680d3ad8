import { Suspense } from 'react'
import { AccessCard } from '@/components/endpoint-page/access-card'
import { ConfigurationCard } from '@/components/endpoint-page/configuration-card'
import { EndpointGone, EndpointUnwell } from '@/components/endpoint-page/endpoint-notes'
import { KeysSkeleton } from '@/components/endpoint-page/keys/keys-skeleton'
import { Section, Sections } from '@/components/endpoint-page/sections'
import { TrafficSkeleton } from '@/components/endpoint-page/traffic/traffic-skeleton'
import { cn } from '@/components/ui/cn'
import { WiringCard, WiringError } from '@/components/wiring/wiring-card'
import type { ConsoleContext, Place } from '@/lib/console/context'
import { endpointObstacle } from '@/lib/endpoints/deploy-obstacle'
import { deployedProfile } from '@/lib/endpoints/probe/deployed-profile'
import type { EndpointDetail } from '@/lib/endpoints/types'
import type { Result } from '@/lib/result'
import { refusal } from '@/lib/roles'
import { keyHeaderOf } from '@/lib/spec/api-parts/key-header'
import type { WiringView } from '@/lib/wiring/read/current'
import { listPathOf } from '../read-endpoint'
import { Canary } from './canary'
import { Cost } from './cost'
import { DeploymentHistory } from './deployment-history'
import { Fix } from './fix'
import { InvokeUrl } from './invoke-url'
import { Keys } from './keys'
import { schematicOf } from './schematic-of'
import { ShareLinks } from './share-links'
import { Traffic } from './traffic'

interface OverviewCardsProps {
  place: Place
  name: string
  context: ConsoleContext
  endpoint: Result<EndpointDetail>
  wiring: Result<WiringView>
  readAt: string
  running: boolean
}

/** What is known, card by card; what is not there has no card. */
export function OverviewCards({ place, name, context, endpoint, wiring, readAt, running }: OverviewCardsProps) {
  const detail = endpoint.ok ? endpoint.value : undefined
  const view = wiring.ok ? wiring.value : undefined
  const denied = refusal(context.person, 'deployer')
  const live = view?.state === 'live'
  const { spec, invokeUrl, restApiId } = view ?? {}
  const url = spec && invokeUrl
  const kept = view?.route && detail && deployedProfile(view.route, view.tags, detail.variants)
  const keyed = spec?.access.kind === 'key'
  const basePath = `${listPathOf(place)}/${name}`
  const tracePath = `${basePath}/trace`
  const changeable = live && detail && !denied && !endpointObstacle(detail.status)
  return (
    <Sections
      first={url ? 'invoke-url' : 'wiring'}
      items={[
        ...(url ? [{ id: 'invoke-url', label: 'URL' }] : []),
        { id: 'wiring', label: 'AWS resources' },
        ...(live ? [{ id: 'traffic', label: 'Traffic' }] : []),
        ...(keyed ? [{ id: 'keys', label: 'Keys' }] : []),
        ...(view?.canary ? [{ id: 'canary', label: 'Canary' }] : []),
        ...(spec ? [{ id: 'access', label: 'Access' }] : []),
        ...(view && view.state !== 'none' ? [{ id: 'history', label: 'Deployment history' }] : []),
        { id: 'configuration', label: 'Configuration' },
        ...(detail ? [{ id: 'cost', label: 'Cost' }] : []),
        ...(live ? [{ id: 'share-links', label: 'Share links' }] : []),
      ]}
      className={cn(
        'grid grid-cols-[minmax(0,1fr)] items-start gap-4',
        (spec || detail) && 'xl:grid-cols-[minmax(0,1fr)_352px]',
      )}
    >
      <div className="contents [&>*]:col-span-full">
        {endpoint.ok ? (
          <EndpointUnwell endpoint={endpoint.value} tracePath={tracePath} />
        ) : (
          <EndpointGone error={endpoint.error} removePath={denied ? undefined : `${basePath}/remove`} />
        )}
      </div>
      <Section id="wiring" className="col-span-full">
        {wiring.ok ? (
          <WiringCard
            {...schematicOf(wiring.value, name, context.target, detail)}
            readAt={readAt}
            running={running}
            tracePath={tracePath}
            fix={<Fix place={place} name={name} wiring={wiring.value} readAt={readAt} denied={denied} />}
          />
        ) : (
          <WiringError error={wiring.error} />
        )}
      </Section>
      {view?.canary && (
        <Section id="canary" className="col-span-full">
          <Suspense fallback={null}>
            <Canary context={context} place={place} endpointName={name} wiring={view} denied={denied} />
          </Suspense>
        </Section>
      )}
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 max-md:contents">
        <Section id="invoke-url" className="empty:hidden">
          {view && url && <InvokeUrl place={place} invokeUrl={invokeUrl} spec={spec} live={live} tags={view.tags} />}
        </Section>
        {live && spec && restApiId && (
          <Section id="traffic">
            <Suspense fallback={<TrafficSkeleton />}>
              <Traffic context={context} place={place} endpointName={name} spec={spec} restApiId={restApiId} />
            </Suspense>
          </Section>
        )}
        {spec?.access.kind === 'key' && (
          <Section id="keys">
            <Suspense fallback={<KeysSkeleton />}>
              <Keys
                context={context}
                place={place}
                endpointName={name}
                header={keyHeaderOf(spec.access)}
                denied={denied}
              />
            </Suspense>
          </Section>
        )}
        {view && view.state !== 'none' && (
          <Section id="history" className="empty:hidden">
            <Suspense fallback={null}>
              <DeploymentHistory context={context} place={place} endpointName={name} denied={denied} />
            </Suspense>
          </Section>
        )}
        <Section id="configuration">{detail && <ConfigurationCard endpoint={detail} kept={kept} />}</Section>
      </div>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 max-md:contents">
        {spec && (
          <Section id="access">
            <AccessCard
              spec={spec}
              kind={detail?.unread.config ? undefined : detail?.kind}
              deployedBy={view?.deployedBy}
              version={view?.version}
              changePath={changeable ? `${basePath}/deploy` : undefined}
            />
          </Section>
        )}
        {detail && (
          <Section id="cost">
            <Suspense fallback={null}>
              <Cost context={context} endpoint={detail} wiring={view} />
            </Suspense>
          </Section>
        )}
        {live && restApiId && (
          <Section id="share-links" className="empty:hidden">
            <Suspense fallback={null}>
              <ShareLinks
                context={context}
                place={place}
                endpointName={name}
                restApiId={restApiId}
                tags={view.tags}
                access={spec?.access.kind ?? 'open'}
                contract={view?.route?.contract}
                denied={denied}
              />
            </Suspense>
          </Section>
        )}
      </div>
    </Sections>
  )
}
