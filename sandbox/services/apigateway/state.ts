/**
 * What API Gateway remembers of one account and region. The control plane (`rest-apis.ts`, `openapi/import.ts`, …) writes it;
 * the data plane (`../../data-plane/`) reads only deployment snapshots, and TestInvokeMethod the API as it is now.
 */
import type { UsageState } from './keys/usage-state'

export interface IntegrationResponse {
  statusCode: string
  selectionPattern?: string
  /** `method.response.header.X` → `'literal'` (with its single quotes) or `integration.response.header.X`. */
  responseParameters?: Record<string, string>
  responseTemplates?: Record<string, string>
  contentHandling?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT'
}

export interface Integration {
  type: 'AWS_PROXY' | 'AWS' | 'HTTP' | 'HTTP_PROXY' | 'MOCK'
  httpMethod?: string
  uri?: string
  credentials?: string
  connectionType?: string
  connectionId?: string
  tlsConfig?: { insecureSkipVerification?: boolean }
  requestParameters?: Record<string, string>
  requestTemplates?: Record<string, string>
  passthroughBehavior: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER'
  contentHandling?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT'
  timeoutInMillis: number
  responseTransferMode?: 'BUFFERED' | 'STREAM'
  cacheNamespace: string
  cacheKeyParameters: string[]
  integrationResponses?: Record<string, IntegrationResponse>
}

export interface MethodResponse {
  statusCode: string
  responseParameters?: Record<string, boolean>
  responseModels?: Record<string, string>
}

export interface Method {
  httpMethod: string
  authorizationType: string
  authorizerId?: string
  authorizationScopes?: string[]
  apiKeyRequired: boolean
  operationName?: string
  requestValidatorId?: string
  /** `method.request.querystring.data` → required. */
  requestParameters?: Record<string, boolean>
  requestModels?: Record<string, string>
  methodResponses?: Record<string, MethodResponse>
  methodIntegration?: Integration
}

export interface Resource {
  id: string
  parentId?: string
  pathPart?: string
  path: string
  resourceMethods: Record<string, Method>
}

export interface RequestValidator {
  id: string
  name: string
  validateRequestBody: boolean
  validateRequestParameters: boolean
}

export interface Authorizer {
  id: string
  name: string
  type: 'TOKEN' | 'REQUEST' | 'COGNITO_USER_POOLS'
  /** User pools. */
  providerARNs?: string[]
  /** The invocation of a function. */
  authorizerUri?: string
  authorizerCredentials?: string
  authType: string
  /** `method.request.header.Authorization`; of a request several, with commas between them, or none. */
  identitySource?: string
  identityValidationExpression?: string
  authorizerResultTtlInSeconds?: number
}

export interface Model {
  id: string
  name: string
  description?: string
  schema?: string
  contentType: string
  /** By a document, and not updated since. */
  imported?: true
}

export interface GatewayResponse {
  responseType: string
  statusCode?: string
  /** `gatewayresponse.header.Access-Control-Allow-Origin` → `'*'` with its single quotes. */
  responseParameters: Record<string, string>
  responseTemplates: Record<string, string>
  defaultResponse: boolean
}

/** All that a deployment freezes. */
export interface ApiDefinition {
  binaryMediaTypes: string[]
  minimumCompressionSize?: number
  apiKeySource: 'HEADER' | 'AUTHORIZER'
  policy?: string
  disableExecuteApiEndpoint: boolean
  resources: Map<string, Resource>
  requestValidators: Map<string, RequestValidator>
  authorizers: Map<string, Authorizer>
  models: Map<string, Model>
  /** Only those that were set; the defaults are computed. */
  gatewayResponses: Map<string, GatewayResponse>
}

export interface DocumentationPart {
  id: string
  location: { type: string; path?: string; method?: string; statusCode?: string; name?: string }
  /** JSON. */
  properties: string
}

export interface Deployment {
  id: string
  description?: string
  createdDate: number
  /** A deep copy, never changed. */
  snapshot: ApiDefinition
}

/** One entry of a stage's `methodSettings`; the key is `*​/*` or `~1resource~1path/METHOD`. */
export interface MethodSetting {
  metricsEnabled: boolean
  /** `OFF`, `ERROR` or `INFO`; empty where it was never set, and then left out of the answer as AWS does. */
  loggingLevel: string
  dataTraceEnabled: boolean
  /** Requests a second; -1 where the stage leaves it to the account. */
  throttlingRateLimit: number
  throttlingBurstLimit: number
  cachingEnabled: boolean
  cacheTtlInSeconds: number
  cacheDataEncrypted: boolean
  requireAuthorizationForCacheControl: boolean
  unauthorizedCacheControlHeaderStrategy: string
}

export interface CanarySettings {
  percentTraffic: number
  deploymentId: string
  stageVariableOverrides?: Record<string, string>
  useStageCache: boolean
}

export interface Stage {
  stageName: string
  /** The log for a line of each call, and what it says. */
  accessLogSettings?: { destinationArn?: string; format?: string }
  /** The web ACL of AWS WAF before it. */
  webAclArn?: string
  deploymentId: string
  description?: string
  createdDate: number
  lastUpdatedDate: number
  variables?: Record<string, string>
  methodSettings: Record<string, MethodSetting>
  tracingEnabled: boolean
  /** A percentage of the traffic goes to another deployment. */
  canarySettings?: CanarySettings
  /** A cache of its own, by the hour. */
  cache?: { sizeGb: string; madeAt: number }
  tags: Record<string, string>
}

export interface RestApi extends ApiDefinition {
  id: string
  name: string
  description?: string
  version?: string
  createdDate: number
  endpointTypes: string[]
  ipAddressType?: 'ipv4' | 'dualstack'
  rootResourceId: string
  tags: Record<string, string>
  documentationParts: Map<string, DocumentationPart>
  deployments: Map<string, Deployment>
  stages: Map<string, Stage>
}

export interface DomainName {
  domainName: string
  regionalCertificateArn: string
  regionalDomainName: string
  regionalHostedZoneId: string
  securityPolicy: string
  tags: Record<string, string>
  /** By base path; `(none)` without one. */
  mappings: Map<string, { basePath: string; restApiId: string; stage?: string }>
}

export interface ApiGatewayState extends UsageState {
  domainNames: Map<string, DomainName>
  /** The role that writes the logs of every API of the account and region. */
  cloudwatchRoleArn?: string
  restApis: Map<string, RestApi>
}

export const createApiGatewayState = (): ApiGatewayState => ({
  restApis: new Map(),
  domainNames: new Map(),
  apiKeys: new Map(),
  usagePlans: new Map(),
})
