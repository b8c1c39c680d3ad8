/**
 * What stands behind the method: a function of ours, SageMaker itself, or an address that the user runs. Pure: the schema,
 * what each cannot do, and its words.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-integration-settings.html
 */
import { z } from 'zod'
import { type FeatureContract, inputOf } from '../../model/contract/contract'
import type { RowShape } from '../../model/requests/build-request'
import type { RequestShape, ResponseShape } from '../../model/requests/request-shape'
import type { Target } from './target'

export const integrationSchema = z.discriminatedUnion('kind', [
  /** The gateway calls SageMaker's runtime with a role, without a function in between. */
  z.object({ kind: z.literal('direct') }),
  /** The gateway hands each request to this address and its answer back. */
  z.object({
    kind: z.literal('http'),
    url: z
      .string()
      .trim()
      .max(512, 'At most 512 characters')
      .superRefine((url, context) => {
        const message = addressProblem(url)
        if (message) context.addIssue({ code: 'custom', message })
      })
      .transform(storedAddress),
  }),
])

export type Integration = z.infer<typeof integrationSchema>
export type IntegrationKind = 'lambda' | Integration['kind']

/** What a stored spec without one means. */
export const integrationKind = ({ integration }: { integration?: Integration }): IntegrationKind =>
  integration?.kind ?? 'lambda'

/**
 * Names that never lead out of a network, the clouds' own services, and names that no public DNS answers.
 * https://www.iana.org/assignments/special-use-domain-names/special-use-domain-names.xhtml
 */
const inward =
  /(^|\.)(localhost|local|localdomain|internal|intranet|private|lan|corp|home|arpa|onion|alt|test|invalid|vpce\.amazonaws\.com)$/

/** https://www.rfc-editor.org/rfc/rfc1123#section-2 */
const hostName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** What the gateway gets is what was checked, and not what another parser would read in the same text. */
function storedAddress(text: string): string {
  if (!URL.canParse(text)) return text
  const { href, pathname } = new URL(text)
  return pathname === '/' && !text.endsWith('/') ? href.slice(0, -1) : href
}

/** Only the gateway fetches it, from AWS's own network, which no caller must get into by a literal. */
export function addressProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (/[\\\p{Cc}]/u.test(text)) return 'No backslash and no control character'
  if (url?.protocol !== 'https:' || !/^https:\/\/[^/]/i.test(text)) return 'An address that begins with https://'
  if (url.username || url.password) return 'No name or password in the address: anybody who can read the API sees it'
  if (url.search || url.hash || /[?#]/.test(text)) return 'No query and no #: callers bring the query'
  if (/[${}\s]/.test(text)) return 'No $, { or }: the gateway would read them as variables'
  const host = url.hostname.replace(/\.$/, '')
  if (/^\[|^[\d.]+$/.test(host)) return 'A host name and no IP address, as its certificate has to name it'
  if (!host.includes('.') || inward.test(host))
    return 'A host name that everybody can reach: the gateway is not in your network'
  if (host.length > 253 || !hostName.test(host))
    return 'A host name of letters, digits and hyphens, in parts of 63 at most'
  return undefined
}

interface Chosen {
  integration?: Integration
  contract: FeatureContract
  request: RequestShape
  response: ResponseShape
  target?: Target
  targetEndpoint?: string
  corsOrigins: string[]
  role: { kind: 'create' | 'existing' }
  adopted?: object
  streaming: boolean
}

type Problem = { path: (keyof Chosen)[]; message: string }

/** What only the function can do, where in the spec it shows. */
export function integrationProblems(spec: Chosen): Problem[] {
  const { integration, request, response, target, corsOrigins } = spec
  if (!integration) return []
  const direct = integration.kind === 'direct'
  const input = inputOf(spec.contract)
  const problems: [boolean, keyof Chosen, string][] = [
    [spec.adopted !== undefined, 'integration', 'An adopted URL is answered by a function: its API stays its owner’s'],
    [spec.streaming, 'integration', 'An answer that is streamed needs the Lambda function'],
    [request.form === 'named', 'request', 'Only the Lambda function puts named features in order'],
    [
      !direct && request.enforce === true,
      'request',
      'The address gets each body as it is: only the Lambda function enforces columns, or the gateway before SageMaker',
    ],
    [
      direct && request.enforce === true && request.methods === 'get',
      'request',
      'Without the Lambda function only JSON bodies are enforced, and GET has none',
    ],
    [request.validateBody, 'request', 'Bodies go on as they are, so the gateway has no model to hold them against'],
    [
      direct && request.required,
      'request',
      'Here a GET has to bring the parameter anyway, and a POST comes without it: leave this off',
    ],
    [response.form === 'normalised', 'response', 'Only the Lambda function normalizes responses'],
    [
      target !== undefined && !(direct && target.kind === 'variant'),
      'target',
      direct
        ? 'Without the Lambda function callers reach a variant, and no other part of an endpoint'
        : 'The address answers, and no part of the endpoint',
    ],
    [!direct && spec.targetEndpoint !== undefined, 'targetEndpoint', 'The address answers: leave this empty'],
    [
      corsOrigins.length > 0 && !(corsOrigins.length === 1 && corsOrigins[0] === '*' && direct),
      'corsOrigins',
      direct
        ? 'The gateway answers every origin alike: leave this empty for this console alone, or * for any'
        : 'The address answers browsers by its own headers: leave this empty',
    ],
    [!direct && spec.role.kind === 'existing', 'role', 'An address needs no role'],
    [
      direct && request.methods === 'get' && input.kind !== 'rows',
      'request',
      'This input comes in a body, which GET has not',
    ],
  ]
  return problems.filter(([holds]) => holds).map(([, field, message]) => ({ path: [field], message }))
}

/** How rows are sent to it: a mapping template reads one value of a parameter, and the last of several. */
export const rowShapeOf = ({ request, integration }: { request: RequestShape; integration?: Integration }): RowShape =>
  integration?.kind === 'direct' ? { ...request, oneValue: true } : request

/** For facts and histories. */
export function integrationInWords(integration: Integration | undefined): string {
  if (!integration) return 'Lambda function'
  return integration.kind === 'direct' ? 'directly, without a function' : `HTTP proxy to ${integration.url}`
}
