import { EndpointHeader } from '@/components/endpoint-page/endpoint-header'
import { EndpointMissing } from '@/components/endpoint-page/endpoint-missing'
import { EndpointProblem } from '@/components/endpoint-page/endpoint-problem'
import { JobRunning } from '@/components/endpoint-page/job-running'
import { headerOf } from '../header-of'
import { type EndpointParams, listPathOf, readEndpoint } from '../read-endpoint'
import { watchJobAction } from '../wiring-actions'
import { OverviewCards } from './overview-cards'

/** The header, what is wrong with the endpoint if something is, and the cards. */
export async function Overview({ account, region, name }: EndpointParams) {
  const read = await readEndpoint(account, region, name)
  if (!read.ok) return <EndpointProblem name={name} error={read.error} />
  const { context, endpoint, wiring, readAt, running } = read.value
  const orphaned = wiring.ok && wiring.value.state !== 'none'
  if (!endpoint.ok && !orphaned) {
    return endpoint.error.code === 'endpoint-not-found' ? (
      <EndpointMissing
        name={name}
        region={region}
        listPath={listPathOf({ account, region })}
        elsewhere={context.regions
          .filter((other) => other !== region)
          .map((other) => ({ region: other, href: `${listPathOf({ account, region: other })}/${name}` }))}
      />
    ) : (
      <EndpointProblem name={name} error={endpoint.error} />
    )
  }
  return (
    <>
      <EndpointHeader {...headerOf({ account, region, name }, read.value)} />
      {running && (
        <JobRunning
          key={running.jobId}
          kind={running.kind}
          place={{ account, region }}
          endpointName={name}
          watch={watchJobAction}
        />
      )}
      <OverviewCards
        place={{ account, region }}
        name={name}
        context={context}
        endpoint={endpoint}
        wiring={wiring}
        readAt={readAt}
        running={running !== undefined}
      />
    </>
  )
}
