/** The spec of an adoption: everything that callers see stays as it was walked. Pure. */
import { defaultSpec } from '../../spec/defaults'
import type { WiringSpec } from '../../spec/spec'
import type { Walk } from './types'

export function adoptionSpec(walk: Walk, endpointName: string, sampleRow?: string): WiringSpec {
  const base = defaultSpec(endpointName, 'Real-time')
  return {
    ...base,
    apiName: walk.apiName,
    resourcePath: walk.path.slice(1),
    queryParameter: walk.queryParameter,
    stage: walk.stage,
    throttle: walk.throttle ?? base.throttle,
    ...(sampleRow ? { sampleRow } : {}),
    ...(walk.method
      ? { adopted: { restApiId: walk.restApiId, method: walk.method, uri: walk.uri, options: !walk.hasOptions } }
      : {}),
  }
}
