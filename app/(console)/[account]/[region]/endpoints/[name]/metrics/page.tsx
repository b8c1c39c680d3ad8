import type { Metadata } from 'next'
import { EndpointHeader } from '@/components/endpoint-page/endpoint-header'
import { EndpointProblem } from '@/components/endpoint-page/endpoint-problem'
import { Metrics } from '@/components/metrics/metrics'
import { Card } from '@/components/ui/card'
import { ErrorState } from '@/components/ui/state/error-state'
import { attempt } from '@/lib/attempt'
import { rangeOf } from '@/lib/metrics/ranges'
import { readMetrics } from '@/lib/metrics/read-metrics'
import { headerOf } from '../header-of'
import { type EndpointParams, readEndpoint } from '../read-endpoint'
import { subjectOf } from './subject-of'

interface MetricsPageProps {
  params: Promise<EndpointParams>
  searchParams: Promise<{ range?: string | string[] }>
}

export async function generateMetadata({ params }: MetricsPageProps): Promise<Metadata> {
  return { title: `Metrics of ${(await params).name}` }
}

export default async function MetricsPage({ params, searchParams }: MetricsPageProps) {
  const [{ account, region, name }, query] = await Promise.all([params, searchParams])
  const read = await readEndpoint(account, region, name)
  if (!read.ok) return <EndpointProblem name={name} error={read.error} />
  const { context, endpoint, wiring } = read.value
  if (!endpoint.ok && !wiring.ok) return <EndpointProblem name={name} error={endpoint.error} />
  const subject = await subjectOf(context.clients, name, { endpoint, wiring })
  const { id: range } = rangeOf(typeof query.range === 'string' ? query.range : undefined)
  const metrics = await attempt(() => readMetrics(context.clients, subject, range, Date.now()))
  return (
    <>
      <EndpointHeader tab="metrics" {...headerOf({ account, region, name }, read.value)} />
      {metrics.ok ? (
        <Metrics view={metrics.value} range={range} endpointAlone={subject.api === undefined} />
      ) : (
        <Card>
          <ErrorState error={metrics.error} />
        </Card>
      )}
    </>
  )
}
