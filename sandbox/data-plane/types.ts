/** What travels through the data plane. */
import type { Principal } from '../kernel/types'
import type { ApiDefinition, Method, Resource } from '../services/apigateway/state'

export interface GatewayRequest {
  method: string
  /** The path as it came, still encoded. */
  rawPath: string
  /** The whole path of the request line, as a signer signs it. */
  signedPath: string
  rawQuery: string
  headers: [string, string][]
  body: Buffer
  sourceIp: string
  /** Aborted once the caller is gone. */
  signal?: AbortSignal
}

export interface InvokeUrlRequest extends GatewayRequest {
  restApiId: string
  stage: string
}

export interface InvokeUrlResponse {
  status: number
  headers: [string, string][]
  /** Piece by piece where the integration streams. */
  body: Buffer | string | AsyncIterable<Buffer>
}

/** Who calls, if the method checks it. */
export interface Caller {
  /** Who signed. */
  principal?: Principal
  /** The claims of a user pool's token. */
  claims?: Record<string, string>
  /** What a Lambda authorizer said of the caller: `principalId` and its context. */
  authorizer?: Record<string, string>
  /** The API key that it named. */
  usageIdentifierKey?: string
}

/** The API that a request reached: as deployed, or as it is now for a test. */
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
  caller?: Caller
  /** The key that let the caller in, where the method wants one. */
  apiKey?: { id: string; value: string }
}

/** Ids and times of one request. */
export interface Trace {
  requestId: string
  extendedRequestId: string
  traceId: string
  at: number
  /** The API that it reached, once that is known. */
  route?: Route
  /** The request id of the function that the integration called. */
  integrationRequestId?: string
  /** What the integration's own service answered: 200 of Lambda, whatever the function says. */
  integrationStatus?: number
  /** The gateway's own refusal. */
  error?: { type: string; message: string }
  /** How long the integration took, once it has answered, ms. */
  integrationMs?: number
  /** One line of the execution log; only a test keeps them. */
  log(line: string): void
}
