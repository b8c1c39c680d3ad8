/** The spec of an adoption: everything that callers see stays as it was walked. Pure. */
import { defaultSpec } from '../../spec/defaults'
import { onlyRoute, type WiringSpec, withRoute } from '../../spec/spec'
import type { Walk } from './types'

export function adoptionSpec(walk: Walk, endpointName: string, sampleRow?: string): WiringSpec {
  const base = defaultSpec(endpointName, 'Real-time')
  return {
    ...withRoute(base, {
      ...onlyRoute(base),
      resourcePath: walk.path.slice(1),
      queryParameter: walk.queryParameter,
      ...(sampleRow ? { sampleRow } : {}),
    }),
    apiName: walk.apiName,
    stage: walk.stage,
    throttle: walk.throttle ?? base.throttle,
    ...(walk.method
      ? { adopted: { restApiId: walk.restApiId, method: walk.method, uri: walk.uri, options: !walk.hasOptions } }
      : {}),
  }
}
