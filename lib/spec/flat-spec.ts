/**
 * The stored form of a spec with one route: the fields of the API and of its route side by side, as they were before there
 * were routes. `wiring.json`, the record in an API's documentation, and so every hash keep it. The deploy form has it too.
 */

import { optionsOf } from './options'
import { type Route, routeSchema } from './route'
import { type ApiSpec, onlyRoute, type WiringSpec, wiringSpecSchema } from './spec'

export type FlatSpec = ApiSpec & Route

/** Returns the stored form. The order of its fields is part of it: a record is kept as text. */
export function flatSpec(spec: WiringSpec): FlatSpec {
  const route = onlyRoute(spec)
  return {
    schema: spec.schema,
    endpointName: route.endpointName,
    targetEndpoint: route.targetEndpoint,
    target: route.target,
    integration: route.integration,
    ...optionsOf(spec),
    apiName: spec.apiName,
    resourcePath: route.resourcePath,
    queryParameter: route.queryParameter,
    stage: spec.stage,
    throttle: spec.throttle,
    access: spec.access,
    allowedIps: spec.allowedIps,
    corsOrigins: spec.corsOrigins,
    contract: route.contract,
    request: route.request,
    response: route.response,
    sampleRow: route.sampleRow,
    role: route.role,
    adopted: spec.adopted,
    memoryMb: route.memoryMb,
    timeoutSeconds: route.timeoutSeconds,
    logRetentionDays: spec.logRetentionDays,
    accessLog: spec.accessLog,
    profile: route.profile,
    tags: spec.tags,
  } satisfies Record<keyof FlatSpec, unknown>
}

/** Gives each field its place in a spec. Not yet checked. */
export function nestedSpec(flat: object): unknown {
  const fields = Object.entries(flat).filter(([, value]) => value !== undefined)
  const isOfRoute = ([field]: [string, unknown]) => Object.hasOwn(routeSchema.shape, field)
  return {
    ...Object.fromEntries(fields.filter((one) => !isOfRoute(one))),
    routes: [Object.fromEntries(fields.filter(isOfRoute))],
  }
}

/** Returns the field of the flat form for the path of a problem: `routes.0.target.models` is `target.models`. */
export const flatPath = (path: PropertyKey[]): PropertyKey[] => (path[0] === 'routes' ? path.slice(2) : path)

/** Reads a spec that an earlier deploy recorded. What older versions took has the form of today: `*` beside other sites is any. */
export function recordedSpec(record: unknown): WiringSpec | undefined {
  if (typeof record !== 'object' || record === null) return undefined
  const { corsOrigins } = record as { corsOrigins?: unknown }
  const anySite = Array.isArray(corsOrigins) && corsOrigins.includes('*')
  return wiringSpecSchema.safeParse(nestedSpec(anySite ? { ...record, corsOrigins: ['*'] } : record)).data
}
