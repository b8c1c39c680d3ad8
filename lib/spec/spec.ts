/**
 * The spec: everything a person chose about one public API and its routes, as plain data. `desiredOf(spec)` derives every AWS
 * resource from it, and each published version's zip holds it as `wiring.json` (`flat-spec.ts`).
 */
import { z } from 'zod'
import type { RoleNames } from '../guard-rails'
import { shapeProblems } from '../model/requests/request-shape'
import { accessSchema, allowedIpsSchema } from './api-parts/access'
import { cacheProblems } from './api-parts/cache'
import { chosenTagsSchema } from './api-parts/chosen-tags'
import { optionFields, ownersOptions } from './options'
import { isStreaming, pathProblems, type Route, responseProblems, routeSchema } from './route'
import { integrationProblems } from './route-parts/integration'
import { mcpProblems } from './route-parts/mcp'
import { openAiProblems } from './route-parts/openai'
import { targetProblems } from './route-parts/target'

/** What there is once, however many routes an API has. */
export const apiSchema = z.object({
  schema: z.literal(1).default(1),
  ...optionFields,
  apiName: z
    .string()
    .trim()
    .min(1, 'Name the API')
    .max(255, 'At most 255 characters')
    .regex(/^(?!\$)[^\p{Cc}]*$/u, 'No control characters, and no $ at the beginning')
    .refine((name) => !name.includes('${'), 'No ${, which the gateway reads as the beginning of a variable'),
  stage: z
    .string()
    .max(128, 'At most 128 characters')
    .regex(/^[A-Za-z0-9_-]{1,128}$/, 'Letters, digits, _ and - only'),
  throttle: z.object({
    /** Requests a second, steady. */
    rateLimit: z.number().positive('More than 0 requests a second').max(10_000, "At most the account's 10,000"),
    /** Requests at once. */
    burstLimit: z.int().positive('At least 1 request').max(5_000, "At most the account's 5,000"),
  }),
  access: accessSchema,
  /** Addresses that can call; any while it is empty. */
  allowedIps: allowedIpsSchema,
  /** `https://acme.dev`, or `*` alone for any. The console's own origin is added when the wiring is made. */
  corsOrigins: z
    .array(
      z
        .string()
        .max(269, 'At most 269 characters')
        .regex(/^(\*|https?:\/\/[a-z0-9.-]+(:\d{1,5})?)$/, 'An origin needs a scheme and no path: https://acme.dev'),
    )
    .max(20, 'At most 20 origins')
    .refine((all) => !all.includes('*') || all.length === 1, '* alone, for any origin, or a list without it'),
  /**
   * Set if somebody else made the API: only the one method on the one path is Portico's, changed by granular calls, and a
   * removal gives it back to the integration before.
   */
  adopted: z
    .object({
      restApiId: z
        .string()
        .max(64)
        .regex(/^[a-z0-9]{1,64}$/),
      method: z.enum(['ANY', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']),
      /** The settings of the integration before. */
      uri: z
        .string()
        .regex(/^arn:aws[a-z-]*:apigateway:[A-Za-z0-9+\-=._:/@]+$/)
        .max(256),
      /** Says whether OPTIONS is Portico's too, because there was none. */
      options: z.boolean(),
    })
    .optional(),
  /** How long the lines of every log are kept: the functions', and the gateway's. */
  logRetentionDays: z.literal([1, 3, 5, 7, 14, 30, 60, 90, 180, 365]).default(14),
  /** The gateway writes a line for each call. */
  accessLog: z.boolean().optional(),
  /** On every resource that AWS can tag, from its birth; absent: Portico's own tags alone. */
  tags: chosenTagsSchema.optional(),
})

const wiringSpecFields = apiSchema.extend({
  routes: z.tuple([routeSchema], {
    error: ({ code }) =>
      code === 'too_big' || code === 'too_small'
        ? 'A public API has exactly one route: deploy each model as a public API of its own'
        : undefined,
  }),
})

export type WiringSpec = z.infer<typeof wiringSpecFields>
/** The spec without its routes. */
export type ApiSpec = z.infer<typeof apiSchema>

/** The route of a public API. Who calls it has to know which route is meant once an API can have several. */
export const onlyRoute = ({ routes: [route] }: Pick<WiringSpec, 'routes'>): Route => route

/** Says whether a route of the spec is this endpoint's. */
export const hasRouteOf = ({ routes }: Pick<WiringSpec, 'routes'>, endpointName: string): boolean =>
  routes.some((route) => route.endpointName === endpointName)

/** The same API with another route in the place of its own. */
export const withRoute = (spec: WiringSpec, route: Route): WiringSpec => ({ ...spec, routes: [route] })

type Problem = { path: (string | number)[]; message: string }

export const wiringSpecSchema = wiringSpecFields.superRefine(({ routes, ...api }, context) => {
  const problems: Problem[] = [
    ...routes.flatMap((route, index) => routeProblems(api, route, index)),
    ...adoptedProblems(api),
  ]
  for (const problem of problems) context.addIssue({ code: 'custom', ...problem })
})

/** What a route cannot be, alone or in this API. */
function routeProblems(api: ApiSpec, route: Route, index: number): Problem[] {
  const streaming = isStreaming(route, api)
  const chosen = { ...api, ...route, streaming }
  const problems: Problem[] = [
    ...responseProblems(route, streaming),
    ...targetProblems(chosen),
    ...shapeProblems(chosen),
    ...integrationProblems(chosen),
    ...cacheProblems(chosen),
    ...openAiProblems(chosen),
    ...mcpProblems(chosen),
    ...(route.target?.kind === 'async' && (route.request.methods !== 'any' || route.request.required)
      ? [
          {
            path: ['request', 'methods'],
            message: 'An asynchronous endpoint takes POST and answers GET with ?job= alone, so both must be allowed',
          },
        ]
      : []),
    ...pathProblems(route, api),
  ]
  return problems.map(({ path, message }) => ({
    path: Object.hasOwn(routeSchema.shape, path[0] ?? '') ? ['routes', index, ...path] : path,
    message,
  }))
}

/** What stays its owner's where somebody else made the API. */
function adoptedProblems({ adopted, accessLog, access, allowedIps, ...api }: ApiSpec): Problem[] {
  if (!adopted) return []
  const problems: [boolean | undefined, keyof ApiSpec, string][] = [
    [accessLog, 'accessLog', 'What the stage of an adopted URL writes stays as its owner set it'],
    [
      access.kind !== 'open' || allowedIps.length > 0,
      'access',
      'Who can call an adopted URL stays as its owner set it',
    ],
  ]
  return [
    ...problems.filter(([holds]) => holds).map(([, field, message]) => ({ path: [field], message })),
    ...ownersOptions(api),
  ]
}

/** Returns what one caller can do at most: the stage's own, and a key's where callers have keys. */
export const throttleOf = ({ throttle, access }: Pick<ApiSpec, 'throttle' | 'access'>): ApiSpec['throttle'] =>
  access.kind === 'key'
    ? {
        rateLimit: Math.min(throttle.rateLimit, access.rateLimit),
        burstLimit: Math.min(throttle.burstLimit, access.burstLimit),
      }
    : throttle

/** The place of a wiring in AWS. */
export interface WiringTarget {
  accountId: string
  region: string
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  partition: string
  /** How the account wants roles to be named. */
  roleNames?: RoleNames
}
