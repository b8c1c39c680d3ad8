import { attempt } from '@/lib/attempt'
import type { AwsClients } from '@/lib/aws/client/create-clients'
import { describeEndpoint } from '@/lib/endpoints/describe'
import type { EndpointDetail } from '@/lib/endpoints/types'
import type { Subject } from '@/lib/metrics/lines'
import { variantsOf } from '@/lib/metrics/read-metrics'
import type { Result } from '@/lib/result'
import type { WiringView } from '@/lib/wiring/read/current'

interface Read {
  endpoint: Result<EndpointDetail>
  wiring: Result<WiringView>
}

/** What there is to measure, of the endpoint that answers; what could not be read is left out. */
export async function subjectOf(clients: AwsClients, name: string, { endpoint, wiring }: Read): Promise<Subject> {
  const view = wiring.ok ? wiring.value : undefined
  const target = view?.route?.targetEndpoint
  const serving = target ? await attempt(() => describeEndpoint(clients, target)) : endpoint
  return {
    endpointName: target ?? name,
    variants: serving.ok ? variantsOf(serving.value) : [],
    functionName: view?.functionName,
    api:
      view?.spec && view.restApiId
        ? { id: view.restApiId, name: view.spec.apiName, stage: view.spec.stage }
        : undefined,
  }
}
