/** What the deploy form starts with: the safe choice for everything, from the endpoint's name, kind and container image alone. */
import { inputOfImage } from '../model/profile/profile'
import { plainRequest, plainResponse } from '../model/requests/request-shape'
import type { EndpointKind } from './route-parts/endpoint'
import type { Target } from './route-parts/target'
import type { WiringSpec } from './spec'

/** `iris-xgboost-2026-11` → `iris`; the first word that is more than digits. */
export function defaultResourcePath(endpointName: string): string {
  const word = endpointName.split('-').find((part) => /[a-zA-Z]/.test(part)) ?? 'predict'
  const path = word.toLowerCase()
  return path === 'ping' || path === 'sping' ? 'predict' : path
}

/**
 * @param image of the endpoint's container: says whether the model takes rows, a text, a picture
 * @param target set if the endpoint cannot be called as a whole
 */
export function defaultSpec(endpointName: string, kind: EndpointKind, image?: string, target?: Target): WiringSpec {
  const input = inputOfImage(image)
  return {
    schema: 1,
    apiName: `${endpointName}-api`,
    stage: 'prod',
    // A serverless endpoint refuses what is over its concurrency, so a burst beyond it would only fail later.
    throttle: kind === 'Serverless' ? { rateLimit: 10, burstLimit: 20 } : { rateLimit: 50, burstLimit: 100 },
    access: { kind: 'open' },
    allowedIps: [],
    // The console's own origin is always allowed; others are a choice.
    corsOrigins: [],
    logRetentionDays: 14,
    routes: [
      {
        endpointName,
        ...(target ? { target } : {}),
        resourcePath: defaultResourcePath(endpointName),
        queryParameter: 'data',
        contract: { features: [], ...(input ? { input } : {}) },
        request: plainRequest,
        response: plainResponse,
        role: { kind: 'create' },
        memoryMb: 256,
        timeoutSeconds: 28,
      },
    ],
  }
}
