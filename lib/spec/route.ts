/**
 * A route of a public API: one path, the model that answers there, and what AWS has for it alone: the function with its
 * alias, log group, role and permission. What all routes of an API share is in `spec.ts`.
 */
import { z } from 'zod'
import { featureContractSchema } from '../model/contract/contract-schema'
import { storedProfileSchema } from '../model/profile/stored-profile'
import { requestSchema, responseSchema } from '../model/requests/request-schema'
import { autoSeconds, gatewaySeconds, modelSeconds } from './budgets'
import { endpointName } from './route-parts/endpoint'
import { integrationSchema } from './route-parts/integration'
import { targetSchema } from './route-parts/target'

const segment = /^[A-Za-z0-9._\-,:]+$/
/** An adopted path can have several parts: its resources are there already. */
const segments = /^[A-Za-z0-9._\-,:]+(?:\/[A-Za-z0-9._\-,:]+)*$/

/** https://url.spec.whatwg.org/#single-dot-path-segment */
const isDots = (path: string): boolean => path === '.' || path === '..'

export const routeSchema = z.object({
  /** The name in SageMaker, case included. */
  endpointName,
  /** The endpoint that answers, where it is another than the one that the wiring is named after. */
  targetEndpoint: endpointName.optional(),
  /** Which part of that endpoint answers, and how; absent: whichever variant its weights choose, at once. */
  target: targetSchema.optional(),
  /** What stands behind the method; absent: a function of ours. */
  integration: integrationSchema.optional(),
  /** One path part, or the parts of an adopted path, without the first slash. `ping` and `sping` are reserved by API Gateway. */
  resourcePath: z
    .string()
    .max(200, 'At most 200 characters')
    .regex(segments, 'One path part of letters, digits and . _ - , : (no slash)')
    .refine((path) => path !== 'ping' && path !== 'sping', 'API Gateway keeps /ping and /sping for itself')
    .refine(
      (path) => !path.split('/').some(isDots),
      'No . or .. alone: browsers and clients take it out of an address',
    ),
  queryParameter: z
    .string()
    .regex(/^[A-Za-z0-9._-]+$/, 'Letters, digits and . _ - only')
    .max(64, 'At most 64 characters'),
  contract: featureContractSchema,
  request: requestSchema.prefault({}),
  response: responseSchema.prefault({}),
  /** A row that the deploy sends after the probe, to prove the model: `5.1,3.5,1.4,0.2`. */
  sampleRow: z.string().max(8_000).optional(),
  /** What the model was found to take when its deploy began; absent if a person described it. */
  profile: storedProfileSchema.optional(),
  /** Our own role, or one of the user's that is checked and never changed or removed. */
  role: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('create') }),
    z.object({
      kind: z.literal('existing'),
      arn: z
        .string()
        .max(2_048)
        .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, 'A role ARN'),
    }),
  ]),
  memoryMb: z.int().min(128).max(10_240).default(256),
  /** Lambda's deadline. The gateway's follows from it: 29 s, more where this is more, 15 minutes where the answer is streamed. */
  timeoutSeconds: z.int().min(3).max(900).default(28),
})

export type Route = z.infer<typeof routeSchema>

/** What a route has to know of its API: the method of somebody else's stays as its callers know it. */
interface OfApi {
  adopted?: object
}

/**
 * Says whether the answer goes to callers while it comes. An adopted method gives whole answers.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
export const isStreaming = ({ contract }: Pick<Route, 'contract'>, { adopted }: OfApi): boolean =>
  contract.input?.kind === 'chat' && contract.input.stream && !adopted

/**
 * The deadline that a route starts with: a model that streams can answer for minutes. The other kind's would be refused, or cut
 * answers short.
 */
export function timeoutSecondsFor(route: Pick<Route, 'contract' | 'timeoutSeconds'>, api: OfApi): number {
  const streaming = isStreaming(route, api)
  const fits = streaming ? route.timeoutSeconds > gatewaySeconds : route.timeoutSeconds <= modelSeconds
  return fits ? route.timeoutSeconds : autoSeconds(streaming)
}

/** The endpoint that the function invokes. */
export const servingEndpoint = (route: Pick<Route, 'endpointName' | 'targetEndpoint'>): string =>
  route.targetEndpoint ?? route.endpointName

/** What cannot be a path of ours, though it can be one of an adopted API. */
export function pathProblems({ resourcePath }: Route, { adopted }: OfApi): { path: string[]; message: string }[] {
  const problem = (message: string) => ({ path: ['resourcePath'], message })
  return [
    ...(adopted || segment.test(resourcePath)
      ? []
      : [problem('One path part of letters, digits and . _ - , : (no slash)')]),
    ...(adopted || resourcePath.length <= 64 ? [] : [problem('At most 64 characters')]),
  ]
}

/** What the time and the way of answering do not allow. */
export function responseProblems(route: Route, streaming: boolean): { path: string[]; message: string }[] {
  return !streaming && route.timeoutSeconds > modelSeconds
    ? [
        {
          path: ['timeoutSeconds'],
          message: `At most ${modelSeconds} s, as SageMaker gives a model no longer for a whole answer`,
        },
      ]
    : []
}
