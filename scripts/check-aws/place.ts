/** The throw-away wiring of `npm run check:aws`: what it is called, and what it is made of. */

import type { AwsClients } from '../../lib/aws/client/create-clients'
import { plainRequest } from '../../lib/model/requests/request-shape'
import { defaultSpec } from '../../lib/spec/defaults'
import type { FlatSpec } from '../../lib/spec/flat-spec'
import { namesOf } from '../../lib/spec/names'
import type { WiringSpec, WiringTarget } from '../../lib/spec/spec'
import { withFields } from '../../lib/spec/testing'
import { openApiOf } from '../../lib/wiring/openapi/document'
import { type ApiModel, modelOf } from '../../lib/wiring/openapi/model'
import { definitionOf } from '../../lib/wiring/plan/desired-of'

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
/** The stage whose callers are refused: nobody has the allowed addresses. */
export const stageName = 'check'
/** In no document. */
export const gonePath = '/check-gone'

export const namesIn = ({ endpointName, target }: Pick<Place, 'endpointName' | 'target'>) => ({
  ...namesOf(endpointName, target),
  apiName: `portico-${endpointName}`,
})

const specOf = (endpointName: string, more: Partial<FlatSpec>): WiringSpec =>
  withFields(defaultSpec(endpointName, 'Real-time'), {
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

/** Rows and named features: together they have every rule that the product writes into a schema. No method takes them. */
export function modelsOf({ endpointName }: Pick<Place, 'endpointName'>): ApiModel[] {
  const features = [
    { name: 'length', type: 'number' as const, unit: 'cm', min: 1, max: 7 },
    { name: 'kind', type: 'choice' as const, choices: ['1', '2.5', 'other'] },
    { name: 'note', type: 'text' as const, default: '' },
  ]
  return (['rows', 'named'] as const).flatMap((form) => {
    const model = modelOf(`${endpointName}-${form}`, { features }, { ...plainRequest, form })
    return model ? [model] : []
  })
}

export function documentOf(place: Pick<Place, 'endpointName' | 'target'>): object {
  const { plain, streamed } = definitionsOf(place)
  const [one, other] = [plain, streamed].map((definition) => openApiOf(definition) as { paths: object })
  const schemas = Object.fromEntries(modelsOf(place).map(({ name, schema }) => [name, schema]))
  return { ...one, paths: { ...one?.paths, ...other?.paths }, components: { schemas } }
}

/** Says which verb it was called with, and nothing else. */
export const handlerSource = `export const handler = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ verb: event.httpMethod }),
})
`
