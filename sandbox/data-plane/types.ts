/** What travels through the data plane. */
import type { ApiDefinition, Method, Resource } from '../services/apigateway/state'

export interface GatewayRequest {
  method: string
  /** As it came, still encoded. */
  rawPath: string
  rawQuery: string
  headers: [string, string][]
  body: Buffer
  sourceIp: string
  /** Aborted once the caller is gone. */
  signal?: AbortSignal
}

export interface GatewayAnswer {
  status: number
  headers: [string, string][]
  /** Piece by piece where the integration streams. */
  body: Buffer | string | AsyncIterable<Buffer>
}

/** Where a request arrived: an API as deployed, or as it is now for a test. */
export interface Route {
  accountId: string
  region: string
  restApiId: string
  stage: string
  deploymentId: string
  variables: Record<string, string>
  definition: ApiDefinition
  resource: Resource
  method: Method
  pathParameters: Record<string, string> | null
}

/** Ids and times of one request. */
export interface Trace {
  requestId: string
  extendedRequestId: string
  traceId: string
  at: number
  /** How long the integration took, once it has answered, ms. */
  integrationMs?: number
  /** One line of the execution log; only a test keeps them. */
  log(line: string): void
}
