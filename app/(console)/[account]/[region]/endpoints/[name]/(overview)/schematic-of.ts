import type { SchematicProps } from '@/components/wiring/schematic'
import { arnOfResource } from '@/lib/endpoints/list/resource-arns'
import type { EndpointDetail } from '@/lib/endpoints/types'
import { whoMayCall } from '@/lib/spec/api-parts/access'
import type { WiringTarget } from '@/lib/spec/spec'
import type { WiringView } from '@/lib/wiring/read/current'

/** The wiring as its card draws it, each resource with its ARN. */
export function schematicOf(
  wiring: WiringView,
  name: string,
  target: WiringTarget,
  endpoint: EndpointDetail | undefined,
): SchematicProps {
  const { state, spec, route, restApiId, stage, resourcePath } = wiring
  return {
    state,
    restApiId,
    resources: wiring.resources.map((one) => ({ ...one, arn: arnOfResource(one, wiring, name, target) })),
    endpoint: { name, status: endpoint?.status, capacity: endpoint?.capacity },
    publicPath: stage && resourcePath ? `/${stage}/${resourcePath}` : undefined,
    limits: spec && `${spec.throttle.rateLimit} req/s, burst ${spec.throttle.burstLimit}`,
    callers: spec && whoMayCall[spec.access.kind],
    integration: route?.integration,
  }
}
