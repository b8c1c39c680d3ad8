/** The throw-away wiring of `npm run check:aws`: what it is called, and what it is made of. */
import type { AwsClients } from '../../lib/aws/create-clients'
import { defaultSpec } from '../../lib/wiring/defaults'
import { definitionOf } from '../../lib/wiring/desired'
import { namesOf } from '../../lib/wiring/names'
import { openApiOf } from '../../lib/wiring/openapi'
import type { WiringSpec, WiringTarget } from '../../lib/wiring/spec'

export interface Place {
  clients: AwsClients
  target: WiringTarget
  /** Stands for a SageMaker endpoint, which there is none of: `check-1a2b3c4d`. */
  endpointName: string
  /** Waits; a sandbox whose time runs faster waits less. */
  wait(ms: number): Promise<void>
}

export const isCheckName = (name: string): boolean => /^check-[0-9a-f]{8}$/.test(name)

/** Addresses of documentation (RFC 5737): nobody comes from there. */
export const allowedIps = ['192.0.2.1', '198.51.100.0/24']

export const path = '/check'
export const streamedPath = '/check-stream'
/** In no document. */
export const gonePath = '/check-gone'

export const namesIn = ({ endpointName, target }: Pick<Place, 'endpointName' | 'target'>) => ({
  ...namesOf(endpointName, target),
  apiName: `portico-${endpointName}`,
})

const specOf = (endpointName: string, more: Partial<WiringSpec>): WiringSpec => ({
  ...defaultSpec(endpointName, 'Real-time'),
  apiName: `portico-${endpointName}`,
  resourcePath: path.slice(1),
  allowedIps,
  ...more,
})

/** The two definitions as the product writes them: ANY of a function, and a streamed one. */
export function definitionsOf({ endpointName, target }: Pick<Place, 'endpointName' | 'target'>) {
  const from = { target, consoleOrigin: 'https://console.invalid' }
  return {
    plain: definitionOf(from, specOf(endpointName, {})),
    streamed: definitionOf(
      from,
      specOf(endpointName, {
        resourcePath: streamedPath.slice(1),
        contract: { features: [], input: { kind: 'chat', stream: true, parameters: [] } },
        timeoutSeconds: 300,
      }),
    ),
  }
}

export function documentOf(place: Pick<Place, 'endpointName' | 'target'>): { paths: object } {
  const { plain, streamed } = definitionsOf(place)
  const [one, other] = [plain, streamed].map((definition) => openApiOf(definition) as { paths: object })
  return { ...one, paths: { ...one?.paths, ...other?.paths } }
}

/** Tells which verb it was called with, and nothing else. */
export const handlerSource = `export const handler = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ verb: event.httpMethod }),
})
`
