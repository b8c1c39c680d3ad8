/** API Gateway's control plane (REST APIs, version 1). https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html */
import type { Call, Operation, Route, Service } from '../../kernel/types'
import { accountOperations } from './account'
import { authorizerOperations } from './authorizers'
import { deploymentOperations } from './deployments'
import { domainOperations } from './domains'
import { gatewayResponseOperations } from './gateway-responses'
import { stringMap } from './input'
import { apiKeyOperations } from './keys/api-keys'
import { usagePlanKeyOperations } from './keys/usage-plan-keys'
import { usagePlanOperations } from './keys/usage-plans'
import { limited } from './limits'
import { integrationResponseOperations } from './methods/integration-responses'
import { integrationOperations } from './methods/integrations'
import { methodResponseOperations } from './methods/method-responses'
import { methodOperations } from './methods/methods'
import { modelOperations } from './methods/models'
import { requestValidatorOperations } from './methods/request-validators'
import { type TestInvoke, testInvokeOperations } from './methods/test-invoke'
import { documentationOperations } from './openapi/documentation'
import { getExport } from './openapi/export'
import { resourceOperations } from './resources'
import { restApiOperations } from './rest-apis'
import { stageOperations } from './stages'
import { inheritedTags, tagOperations } from './tags'

const operations: Record<string, Operation> = {
  ...restApiOperations,
  ...resourceOperations,
  ...methodOperations,
  ...methodResponseOperations,
  ...integrationOperations,
  ...integrationResponseOperations,
  ...requestValidatorOperations,
  ...modelOperations,
  ...authorizerOperations,
  ...gatewayResponseOperations,
  ...documentationOperations,
  ...domainOperations,
  ...deploymentOperations,
  ...stageOperations,
  ...tagOperations,
  ...apiKeyOperations,
  ...usagePlanOperations,
  ...usagePlanKeyOperations,
  ...accountOperations,
  GetExport: getExport,
}

type Verb = Route['method']
const paging: Route['query'] = { position: { member: 'position' }, limit: { member: 'limit', type: 'integer' } }
const embed: Route['query'] = { embed: { member: 'embed', list: true } }

/** API Gateway's IAM actions are its HTTP methods: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html */
const route = (operation: string, method: Verb, path: string, more: Partial<Route> = {}): Route => ({
  operation,
  method,
  path,
  action: `apigateway:${method}`,
  ...more,
})

const api = '/restapis/{restapi_id}'
const resource = `${api}/resources/{resource_id}`
const method = `${resource}/methods/{http_method}`
const response = `${method}/responses/{status_code}`
const integration = `${method}/integration`
const domain = '/domainnames/{domain_name}'
const apiKey = '/apikeys/{api_Key}'
const plan = '/usageplans/{usageplanId}'
const integrationResponse = `${integration}/responses/{status_code}`

/** Create, read, list, update and delete of one kind in an API. */
function crud(name: string, plural: string, list: string, one: string): Route[] {
  return [
    route(`Create${name}`, 'POST', list, { status: 201 }),
    route(`Get${plural}`, 'GET', list, { query: { ...paging, deploymentId: { member: 'deploymentId' } } }),
    route(`Get${name}`, 'GET', one, { query: embed }),
    route(`Update${name}`, 'PATCH', one),
    route(`Delete${name}`, 'DELETE', one, { status: 202 }),
  ]
}

/** Put, get, update and delete of what has one place. */
const placed = (name: string, path: string, deleteStatus: number): Route[] => [
  route(`Put${name}`, 'PUT', path, { status: 201 }),
  route(`Get${name}`, 'GET', path),
  route(`Update${name}`, 'PATCH', path, { status: name === 'MethodResponse' ? 201 : 200 }),
  route(`Delete${name}`, 'DELETE', path, { status: deleteStatus }),
]

const routes: Route[] = [
  ...crud('RestApi', 'RestApis', '/restapis', api),
  route('PutRestApi', 'PUT', api, {
    rawBody: 'body',
    query: { mode: { member: 'mode' }, failonwarnings: { member: 'failOnWarnings', type: 'boolean' } },
  }),
  route('GetResources', 'GET', `${api}/resources`, { query: { ...paging, ...embed } }),
  route('CreateResource', 'POST', `${api}/resources/{parent_id}`, { status: 201 }),
  route('GetResource', 'GET', resource, { query: embed }),
  route('UpdateResource', 'PATCH', resource),
  route('DeleteResource', 'DELETE', resource, { status: 202 }),
  ...placed('Method', method, 204),
  route('TestInvokeMethod', 'POST', method),
  ...placed('MethodResponse', response, 204),
  ...placed('Integration', integration, 204),
  ...placed('IntegrationResponse', integrationResponse, 204),
  ...crud(
    'RequestValidator',
    'RequestValidators',
    `${api}/requestvalidators`,
    `${api}/requestvalidators/{requestvalidator_id}`,
  ),
  ...crud('Authorizer', 'Authorizers', `${api}/authorizers`, `${api}/authorizers/{authorizer_id}`),
  ...crud('Model', 'Models', `${api}/models`, `${api}/models/{model_name}`),
  route('GetGatewayResponses', 'GET', `${api}/gatewayresponses`, { query: paging }),
  ...placed('GatewayResponse', `${api}/gatewayresponses/{response_type}`, 202),
  route('CreateDocumentationPart', 'POST', `${api}/documentation/parts`, { status: 201 }),
  route('GetDocumentationParts', 'GET', `${api}/documentation/parts`, {
    query: {
      ...paging,
      type: { member: 'type' },
      name: { member: 'nameQuery' },
      path: { member: 'path' },
      locationStatus: { member: 'locationStatus' },
    },
  }),
  route('UpdateDocumentationPart', 'PATCH', `${api}/documentation/parts/{part_id}`),
  ...crud('Deployment', 'Deployments', `${api}/deployments`, `${api}/deployments/{deployment_id}`),
  ...crud('Stage', 'Stages', `${api}/stages`, `${api}/stages/{stage_name}`),
  route('FlushStageCache', 'DELETE', `${api}/stages/{stage_name}/cache/data`, { status: 202 }),
  route('CreateDomainName', 'POST', '/domainnames', { status: 201 }),
  route('GetDomainName', 'GET', domain),
  route('UpdateDomainName', 'PATCH', domain),
  route('DeleteDomainName', 'DELETE', domain, { status: 202 }),
  route('CreateBasePathMapping', 'POST', `${domain}/basepathmappings`, { status: 201 }),
  route('GetBasePathMappings', 'GET', `${domain}/basepathmappings`, { query: paging }),
  route('UpdateBasePathMapping', 'PATCH', `${domain}/basepathmappings/{base_path}`),
  route('DeleteBasePathMapping', 'DELETE', `${domain}/basepathmappings/{base_path}`, { status: 202 }),
  route('CreateApiKey', 'POST', '/apikeys', { status: 201 }),
  route('GetApiKeys', 'GET', '/apikeys', {
    query: {
      ...paging,
      name: { member: 'nameQuery' },
      customerId: { member: 'customerId' },
      includeValues: { member: 'includeValues', type: 'boolean' },
    },
  }),
  route('GetApiKey', 'GET', apiKey, { query: { includeValue: { member: 'includeValue', type: 'boolean' } } }),
  route('UpdateApiKey', 'PATCH', apiKey),
  route('DeleteApiKey', 'DELETE', apiKey, { status: 202 }),
  route('CreateUsagePlan', 'POST', '/usageplans', { status: 201 }),
  route('GetUsagePlans', 'GET', '/usageplans', { query: { ...paging, keyId: { member: 'keyId' } } }),
  route('GetUsagePlan', 'GET', plan),
  route('UpdateUsagePlan', 'PATCH', plan),
  route('DeleteUsagePlan', 'DELETE', plan, { status: 202 }),
  route('CreateUsagePlanKey', 'POST', `${plan}/keys`, { status: 201 }),
  route('GetUsagePlanKeys', 'GET', `${plan}/keys`, { query: { ...paging, name: { member: 'nameQuery' } } }),
  route('GetUsagePlanKey', 'GET', `${plan}/keys/{keyId}`),
  route('DeleteUsagePlanKey', 'DELETE', `${plan}/keys/{keyId}`, { status: 202 }),
  route('GetUsage', 'GET', `${plan}/usage`, {
    query: {
      ...paging,
      keyId: { member: 'keyId' },
      startDate: { member: 'startDate' },
      endDate: { member: 'endDate' },
    },
  }),
  route('TagResource', 'PUT', '/tags/{resource_arn+}', { status: 204 }),
  route('UntagResource', 'DELETE', '/tags/{resource_arn+}', {
    status: 204,
    query: { tagKeys: { member: 'tagKeys', list: true } },
  }),
  route('GetTags', 'GET', '/tags/{resource_arn+}', { query: paging }),
  route('GetExport', 'GET', '/restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}', {
    query: { extensions: { member: 'extensions' } },
    header: { accept: 'accepts' },
  }),
  route('GetAccount', 'GET', '/account'),
  route('UpdateAccount', 'PATCH', '/account'),
]

/** @param testInvoke the data plane's, which imports this service */
export const apiGatewayService = ({ testInvoke }: { testInvoke: TestInvoke }): Service => ({
  signingName: 'apigateway',
  protocol: 'rest-json',
  operations: Object.fromEntries(
    Object.entries({ ...operations, ...testInvokeOperations(testInvoke) }).map(([name, run]) => [
      name,
      limited(name, run),
    ]),
  ),
  routes,
  // Its resources are its paths: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
  resourceArn: (_operation, _input, call) => `arn:${call.partition}:apigateway:${call.region}::${call.path}`,
  conditionKeys: (_, input, call) => ({
    ...prefixed('aws:RequestTag/', stringMap(input.tags) ?? {}),
    ...prefixed('aws:ResourceTag/', inheritedTags(call.path, call)),
  }),
  alsoNeeds: (operation, input, call) => {
    const arn = `arn:${call.partition}:apigateway:${call.region}::`
    // What is born with tags is tagged, too.
    const tags = /^Create/.test(operation) ? (stringMap(input.tags) ?? {}) : {}
    const keys = prefixed('aws:RequestTag/', tags)
    const tagging = { action: 'apigateway:PUT', resource: `${arn}/tags/arn%3Aaws%3Aapigateway`, keys }
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
    const policy = { action: 'apigateway:UpdateRestApiPolicy', resource: `${arn}${call.path}` }
    const setsPolicy = operation === 'PutRestApi' && call.rawBody.includes('x-amazon-apigateway-policy')
    const passed = operation === 'UpdateAccount' ? passedRoles(input) : rolesIn(operation, call)
    return [...(Object.keys(tags).length > 0 ? [tagging] : []), ...(setsPolicy ? [policy] : []), ...passed]
  },
})

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
const passedRoles = (input: { patchOperations?: { path?: string; value?: string }[] }) =>
  (input.patchOperations ?? [])
    .filter(({ path, value }) => path === '/cloudwatchRoleArn' && value)
    .map(({ value = '' }) => ({
      action: 'iam:PassRole',
      resource: value,
      keys: { 'iam:PassedToService': 'apigateway.amazonaws.com' },
    }))

/** A document's integrations name the roles that the gateway assumes. */
const rolesIn = (operation: string, { rawBody }: Call) =>
  operation === 'PutRestApi'
    ? [
        ...new Set(
          [...rawBody.toString('utf8').matchAll(/"credentials":"([^"]*)"/g)]
            .map(([, arn = '']) => arn)
            .filter((arn) => arn.startsWith('arn:aws') && arn.includes(':role/')),
        ),
      ].map((resource) => ({
        action: 'iam:PassRole',
        resource,
        keys: { 'iam:PassedToService': 'apigateway.amazonaws.com' },
      }))
    : []

const prefixed = (prefix: string, tags: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [prefix + key, value]))
