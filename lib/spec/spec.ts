/**
 * The spec: everything a person chose about one public API, as plain data. `desiredOf(spec)` derives every AWS resource
 * from it, and each published version's zip holds it as `wiring.json`.
 */
import { z } from 'zod'
import { featureContractSchema } from '../model/contract/contract'
import { requestSchema, responseSchema, shapeProblems } from '../model/requests/request-shape'
import { accessSchema, allowedIpsSchema } from './access'
import { alarmsProblems, alarmsSchema } from './alarms'
import { autoSeconds, gatewaySeconds, modelSeconds } from './budgets'
import { cacheProblems, cacheSchema } from './cache'
import { domainSchema } from './domain'
import { endpointName } from './endpoint'
import { integrationProblems, integrationSchema } from './integration'
import { targetProblems, targetSchema } from './target'

const segment = /^[A-Za-z0-9._\-,:]+$/
/** An adopted path can have several parts: its resources are there already. */
const segments = /^[A-Za-z0-9._\-,:]+(?:\/[A-Za-z0-9._\-,:]+)*$/

/** https://url.spec.whatwg.org/#single-dot-path-segment */
const isDots = (path: string): boolean => path === '.' || path === '..'

const wiringSpecFields = z.object({
  schema: z.literal(1).default(1),
  /** The name in SageMaker, case included. */
  endpointName,
  /** The endpoint that answers, where it is another than the one that the wiring is named after. */
  targetEndpoint: endpointName.optional(),
  /** Which part of that endpoint answers, and how; absent: whichever variant its weights choose, at once. */
  target: targetSchema.optional(),
  /** What stands behind the method; absent: a function of ours. */
  integration: integrationSchema.optional(),
  /** Answers to the same row are given again for a while; absent: none. */
  cache: cacheSchema.optional(),
  /** Alarms on errors and latency; absent: none. */
  alarms: alarmsSchema.optional(),
  /** A name of the person's own that leads to the URL too. */
  domain: domainSchema.optional(),
  apiName: z
    .string()
    .trim()
    .min(1, 'Name the API')
    .max(255, 'At most 255 characters')
    .regex(/^(?!\$)[^\p{Cc}]*$/u, 'No control characters, and no $ at the beginning')
    .refine((name) => !name.includes('${'), 'No ${, which the gateway reads as the beginning of a variable'),
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
  contract: featureContractSchema,
  request: requestSchema.prefault({}),
  response: responseSchema.prefault({}),
  /** A row that the deploy sends after the probe, to prove the model: `5.1,3.5,1.4,0.2`. */
  sampleRow: z.string().max(8_000).optional(),
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
  memoryMb: z.int().min(128).max(10_240).default(256),
  /** Lambda's deadline. The gateway's follows from it: 29 s, more where this is more, 15 minutes where the answer is streamed. */
  timeoutSeconds: z.int().min(3).max(900).default(28),
  logRetentionDays: z.literal([1, 3, 5, 7, 14, 30, 60, 90, 180, 365]).default(14),
  /** The gateway writes a line for each call, kept as long as the function's. */
  accessLog: z.boolean().optional(),
})

/**
 * Says whether the answer goes to callers while it comes. An adopted method stays as its callers know it: whole answers.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
export const isStreaming = ({ contract, adopted }: Pick<WiringSpec, 'contract' | 'adopted'>): boolean =>
  contract.input?.kind === 'chat' && contract.input.stream && !adopted

/**
 * The deadline that a spec starts with: a model that streams can answer for minutes. The other kind's would be refused, or cut
 * answers short.
 */
export function timeoutSecondsFor(spec: Pick<WiringSpec, 'contract' | 'adopted' | 'timeoutSeconds'>): number {
  const streaming = isStreaming(spec)
  const fits = streaming ? spec.timeoutSeconds > gatewaySeconds : spec.timeoutSeconds <= modelSeconds
  return fits ? spec.timeoutSeconds : autoSeconds(streaming)
}

export const wiringSpecSchema = wiringSpecFields.superRefine((spec, context) => {
  const streaming = isStreaming(spec)
  if (!streaming && spec.timeoutSeconds > modelSeconds)
    context.addIssue({
      code: 'custom',
      path: ['timeoutSeconds'],
      message: `At most ${modelSeconds} s, as SageMaker gives a model no longer for a whole answer`,
    })
  for (const problem of [
    ...targetProblems({ ...spec, streaming }),
    ...shapeProblems(spec),
    ...integrationProblems({ ...spec, streaming }),
    ...cacheProblems(spec),
    ...alarmsProblems(spec),
  ])
    context.addIssue({ code: 'custom', ...problem })
  if (spec.target?.kind === 'async' && (spec.request.methods !== 'any' || spec.request.required))
    context.addIssue({
      code: 'custom',
      path: ['request', 'methods'],
      message: 'An asynchronous endpoint takes POST and answers GET with ?job= alone, so both must be allowed',
    })
  if (!spec.adopted && !segment.test(spec.resourcePath))
    context.addIssue({
      code: 'custom',
      path: ['resourcePath'],
      message: 'One path part of letters, digits and . _ - , : (no slash)',
    })
  if (!spec.adopted && spec.resourcePath.length > 64)
    context.addIssue({ code: 'custom', path: ['resourcePath'], message: 'At most 64 characters' })
  if (spec.adopted && spec.accessLog)
    context.addIssue({
      code: 'custom',
      path: ['accessLog'],
      message: 'What the stage of an adopted URL writes stays as its owner set it',
    })
  if (spec.adopted && spec.domain)
    context.addIssue({ code: 'custom', path: ['domain'], message: 'The names of an adopted API stay its owner’s' })
  if (spec.adopted && (spec.access.kind !== 'open' || spec.allowedIps.length > 0))
    context.addIssue({
      code: 'custom',
      path: ['access'],
      message: 'Who can call an adopted URL stays as its owner set it',
    })
})

/** Returns what one caller can do at most: the stage's own, and a key's where callers have keys. */
export const throttleOf = ({ throttle, access }: Pick<WiringSpec, 'throttle' | 'access'>): WiringSpec['throttle'] =>
  access.kind === 'key'
    ? {
        rateLimit: Math.min(throttle.rateLimit, access.rateLimit),
        burstLimit: Math.min(throttle.burstLimit, access.burstLimit),
      }
    : throttle

/** The endpoint that the function invokes. */
export const answeringEndpoint = (spec: Pick<WiringSpec, 'endpointName' | 'targetEndpoint'>): string =>
  spec.targetEndpoint ?? spec.endpointName

export type WiringSpec = z.infer<typeof wiringSpecFields>

/** The place of a wiring in AWS. */
export interface WiringTarget {
  accountId: string
  region: string
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  partition: string
}

/** Reads a spec that an earlier deploy recorded. What older versions took has the form of today: `*` beside other sites is any. */
export function recordedSpec(record: unknown): WiringSpec | undefined {
  const { corsOrigins } = Object(record) as { corsOrigins?: unknown }
  const anySite = Array.isArray(corsOrigins) && corsOrigins.includes('*')
  return wiringSpecSchema.safeParse(anySite ? { ...Object(record), corsOrigins: ['*'] } : record).data
}
