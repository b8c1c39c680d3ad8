/**
 * Writes docs/iam: the least that the console, a viewer and a deployer need, made from the AWS operations that `lib/`
 * imports from the SDK. An operation without an entry here, or an entry without an operation, fails. A deployer's role has
 * the viewer's policy too, so its own has only what it needs besides: both leave room for operations to come.
 * `node --import tsx scripts/iam-policies.ts /ml/acme-` prints `deployer.json` of an account that requires this path and prefix of roles.
 * `node --import tsx scripts/iam-policies.ts` writes; `lib/console/iam-policies.test.ts` checks and runs the product under them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { guardRailsSchema, type RoleNames } from '../lib/guard-rails'
import { ownNamespace } from '../lib/own-calls/metrics'

type Who = 'console' | 'viewer' | 'deployer'

interface Need {
  action: string
  on: Resource
  /** Said of a tag that the resource has, or that it is born with. */
  tagged?: 'born' | 'present'
  /** `cloudwatch:namespace`. */
  namespace?: string
  /** `cloudwatch:AlarmActions`: what an alarm can do at most. */
  alarmActions?: string
  /** `iam:PassedToService`. */
  passedTo?: string
  /** `iam:AWSServiceName`: the service that owns the service-linked role. */
  linkedTo?: string
}

interface Entry extends Need {
  feature: Feature
  who: Who[]
  /** Further permissions that AWS requires with the call. */
  also?: Need[]
}

const features = [
  'Every page',
  'Endpoint list and detail',
  'Public API: read and compare',
  'Deploy, change, repair, remove',
  'API keys',
  'User pools',
  'A role of your own',
  'Adopt a URL',
  'Share pages',
  'Share links',
  'Evidence of features',
  'Trace and test calls',
  'Calls to signed URLs',
  'Logs',
  'Access log',
  'Metrics and cost',
  'Transform jobs',
  'Activity',
] as const
type Feature = (typeof features)[number]

// The partition is a wildcard, so that the policies are right in China and GovCloud too: IAM allows one in each segment but
// the service's. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
const gateway = (path: string) => `arn:*:apigateway:*::${path}`
const resources = {
  any: ['*'],
  ownMetrics: ['*'],
  roles: ['arn:*:iam::*:role/PorticoViewer', 'arn:*:iam::*:role/PorticoDeployer'],
  // Nothing else of API Gateway begins so; a managed policy has 6,144 characters.
  apis: [gateway('/restapis*')],
  newApi: [gateway('/restapis')],
  api: [gateway('/restapis/*')],
  stages: [gateway('/restapis/*/stages/*')],
  webAcls: ['arn:*:wafv2:*:*:regional/webacl/*'],
  usagePlans: [gateway('/usageplans*')],
  newUsagePlan: [gateway('/usageplans')],
  usagePlan: [gateway('/usageplans/*')],
  keyList: [gateway('/apikeys')],
  key: [gateway('/apikeys/*')],
  newDomain: [gateway('/domainnames')],
  domain: [gateway('/domainnames/*')],
  tags: [gateway('/tags/*')],
  account: [gateway('/account')],
  ourFunctions: ['arn:*:lambda:*:*:function:portico-*'],
  functions: ['arn:*:lambda:*:*:function:*'],
  ourRoles: ['arn:*:iam::*:role/portico-*'],
  anyRole: ['arn:*:iam::*:role/*'],
  gatewayServiceRole: ['arn:*:iam::*:role/aws-service-role/ops.apigateway.amazonaws.com/*'],
  anyPolicy: ['arn:*:iam::*:policy/*', 'arn:*:iam::aws:policy/*'],
  ourLogs: ['arn:*:logs:*:*:log-group:/aws/lambda/portico-*', 'arn:*:logs:*:*:log-group:/aws/apigateway/portico-*'],
  logs: [
    'arn:*:logs:*:*:log-group:/aws/lambda/*',
    'arn:*:logs:*:*:log-group:/aws/sagemaker/*',
    'arn:*:logs:*:*:log-group:/aws/apigateway/portico-*',
  ],
  alarms: ['arn:*:cloudwatch:*:*:alarm:*'],
  ourAlarms: ['arn:*:cloudwatch:*:*:alarm:portico-*'],
  endpoints: ['arn:*:sagemaker:*:*:endpoint/*'],
  endpointParts: [
    'arn:*:sagemaker:*:*:endpoint/*',
    'arn:*:sagemaker:*:*:endpoint-config/*',
    'arn:*:sagemaker:*:*:model/*',
    'arn:*:sagemaker:*:*:inference-component/*',
  ],
  monitors: [
    'arn:*:sagemaker:*:*:monitoring-schedule/*',
    'arn:*:sagemaker:*:*:data-quality-job-definition/*',
    'arn:*:sagemaker:*:*:model-package/*',
  ],
  ourJobs: ['arn:*:sagemaker:*:*:transform-job/portico-*'],
  buckets: ['arn:*:s3:::*'],
  ourObjects: ['arn:*:s3:::*/portico/*'],
  sageMakerObjects: ['arn:*:s3:::sagemaker-*/*'],
  userPools: ['arn:*:cognito-idp:*:*:userpool/*'],
  urls: ['arn:*:execute-api:*:*:*/*'],
}
type Resource = keyof typeof resources

const viewers: Who[] = ['viewer', 'deployer']
const deployers: Who[] = ['deployer']
const entry = (feature: Feature, who: Who[], action: string, on: Resource, more: Partial<Entry> = {}): Entry => ({
  feature,
  who,
  action,
  on,
  ...more,
})
const compare = (action: string, on: Resource, more?: Partial<Entry>) =>
  entry('Public API: read and compare', viewers, action, on, more)
const deploy = (action: string, on: Resource, more?: Partial<Entry>) =>
  entry('Deploy, change, repair, remove', deployers, action, on, more)
const changeApi = (verb: string, more?: Partial<Entry>) =>
  deploy(`apigateway:${verb}`, 'api', { tagged: 'present', ...more })
const ownRole = (action: string, on: Resource = 'anyRole') => entry('A role of your own', viewers, action, on)
const evidence = (action: string, on: Resource, more?: Partial<Entry>) =>
  entry('Evidence of features', deployers, action, on, more)
const jobs = (who: Who[], action: string, on: Resource, more?: Partial<Entry>) =>
  entry('Transform jobs', who, action, on, more)
const bornTagged: Need = { action: 'apigateway:PUT', on: 'tags', tagged: 'born' }

/** By the SDK's client and operation. */
const table: Record<string, Entry> = {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
  'sts:AssumeRole': entry('Every page', ['console'], 'sts:AssumeRole', 'roles', {
    also: [{ action: 'sts:SetSourceIdentity', on: 'roles' }],
  }),
  // Needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  'sts:GetCallerIdentity': entry('Every page', [], 'sts:GetCallerIdentity', 'any'),

  'sagemaker:ListEndpoints': entry('Endpoint list and detail', viewers, 'sagemaker:ListEndpoints', 'any'),
  'sagemaker:ListInferenceComponents': entry(
    'Endpoint list and detail',
    viewers,
    'sagemaker:ListInferenceComponents',
    'any',
  ),
  'sagemaker:DescribeEndpoint': entry(
    'Endpoint list and detail',
    viewers,
    'sagemaker:DescribeEndpoint',
    'endpointParts',
  ),
  'sagemaker:DescribeEndpointConfig': entry(
    'Endpoint list and detail',
    viewers,
    'sagemaker:DescribeEndpointConfig',
    'endpointParts',
  ),
  'sagemaker:DescribeModel': entry('Endpoint list and detail', viewers, 'sagemaker:DescribeModel', 'endpointParts'),
  'sagemaker:DescribeInferenceComponent': entry(
    'Endpoint list and detail',
    viewers,
    'sagemaker:DescribeInferenceComponent',
    'endpointParts',
  ),

  'api-gateway:GetRestApi': compare('apigateway:GET', 'apis'),
  'api-gateway:GetRestApis': compare('apigateway:GET', 'apis'),
  'api-gateway:GetResources': compare('apigateway:GET', 'apis'),
  'api-gateway:GetAuthorizers': compare('apigateway:GET', 'apis'),
  'api-gateway:GetDeployment': compare('apigateway:GET', 'apis'),
  'api-gateway:GetDeployments': compare('apigateway:GET', 'apis'),
  'api-gateway:GetGatewayResponses': compare('apigateway:GET', 'apis'),
  'api-gateway:GetExport': compare('apigateway:GET', 'apis'),
  'api-gateway:GetModels': compare('apigateway:GET', 'apis'),
  'api-gateway:GetRequestValidators': compare('apigateway:GET', 'apis'),
  'api-gateway:GetStage': compare('apigateway:GET', 'apis'),
  'api-gateway:GetStages': compare('apigateway:GET', 'apis'),
  'api-gateway:GetDocumentationParts': compare('apigateway:GET', 'apis'),
  'api-gateway:GetUsagePlans': compare('apigateway:GET', 'usagePlans'),
  'api-gateway:GetUsagePlanKeys': entry('API keys', viewers, 'apigateway:GET', 'usagePlans'),
  'api-gateway:GetUsage': entry('API keys', viewers, 'apigateway:GET', 'usagePlans'),
  'api-gateway:GetApiKeys': entry('API keys', viewers, 'apigateway:GET', 'keyList'),
  'api-gateway:GetApiKey': entry('API keys', viewers, 'apigateway:GET', 'key', { tagged: 'present' }),

  'api-gateway:CreateRestApi': deploy('apigateway:POST', 'newApi', { tagged: 'born', also: [bornTagged] }),
  // A resource policy is a permission of its own: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
  'api-gateway:PutRestApi': changeApi('PUT', {
    also: [
      { action: 'apigateway:UpdateRestApiPolicy', on: 'apis' },
      // Needed by a gateway that calls SageMaker by itself.
      { action: 'iam:PassRole', on: 'ourRoles', passedTo: 'apigateway.amazonaws.com' },
    ],
  }),
  'api-gateway:UpdateRestApi': changeApi('PATCH'),
  'api-gateway:DeleteRestApi': changeApi('DELETE'),
  'api-gateway:UpdateModel': changeApi('PATCH'),
  // Only where an import leaves these parts out.
  'api-gateway:CreateRequestValidator': changeApi('POST'),
  'api-gateway:UpdateMethod': changeApi('PATCH'),
  'api-gateway:PutGatewayResponse': changeApi('PUT'),
  'api-gateway:CreateDocumentationPart': changeApi('POST'),
  'api-gateway:UpdateDocumentationPart': changeApi('PATCH'),
  'api-gateway:CreateDeployment': changeApi('POST'),
  'api-gateway:UpdateDeployment': changeApi('PATCH'),
  'api-gateway:DeleteDeployment': changeApi('DELETE'),
  'api-gateway:UpdateStage': changeApi('PATCH'),
  'api-gateway:DeleteStage': changeApi('DELETE'),
  'api-gateway:FlushStageCache': changeApi('DELETE'),
  'api-gateway:GetDomainName': compare('apigateway:GET', 'domain'),
  'api-gateway:GetBasePathMappings': compare('apigateway:GET', 'domain'),
  // An account's first Regional domain name also creates API Gateway's service-linked role. No other operation here
  // creates one. https://docs.aws.amazon.com/apigateway/latest/developerguide/using-service-linked-roles.html
  'api-gateway:CreateDomainName': deploy('apigateway:POST', 'newDomain', {
    tagged: 'born',
    also: [
      bornTagged,
      { action: 'iam:CreateServiceLinkedRole', on: 'gatewayServiceRole', linkedTo: 'ops.apigateway.amazonaws.com' },
    ],
  }),
  'api-gateway:UpdateDomainName': deploy('apigateway:PATCH', 'domain', { tagged: 'present' }),
  'api-gateway:DeleteDomainName': deploy('apigateway:DELETE', 'domain', { tagged: 'present' }),
  'api-gateway:CreateBasePathMapping': deploy('apigateway:POST', 'domain', { tagged: 'present' }),
  'api-gateway:UpdateBasePathMapping': deploy('apigateway:PATCH', 'domain', { tagged: 'present' }),
  'api-gateway:DeleteBasePathMapping': deploy('apigateway:DELETE', 'domain', { tagged: 'present' }),
  'api-gateway:PutMethod': changeApi('PUT', { feature: 'Adopt a URL' }),
  'api-gateway:PutMethodResponse': changeApi('PUT', { feature: 'Adopt a URL' }),
  'api-gateway:GetIntegration': compare('apigateway:GET', 'apis', { feature: 'Adopt a URL' }),
  'api-gateway:UpdateIntegration': changeApi('PATCH', { feature: 'Adopt a URL' }),
  'api-gateway:PutIntegration': changeApi('PUT', { feature: 'Adopt a URL' }),
  'api-gateway:PutIntegrationResponse': changeApi('PUT', { feature: 'Adopt a URL' }),
  'api-gateway:DeleteMethod': changeApi('DELETE', { feature: 'Adopt a URL' }),
  'api-gateway:TagResource': entry('Share links', deployers, 'apigateway:PUT', 'tags'),
  'api-gateway:UntagResource': entry('Share links', deployers, 'apigateway:DELETE', 'tags'),
  'api-gateway:TestInvokeMethod': changeApi('POST', { feature: 'Trace and test calls' }),
  'api-gateway:CreateUsagePlan': deploy('apigateway:POST', 'newUsagePlan', { tagged: 'born', also: [bornTagged] }),
  'api-gateway:UpdateUsagePlan': deploy('apigateway:PATCH', 'usagePlan', { tagged: 'present' }),
  'api-gateway:DeleteUsagePlan': deploy('apigateway:DELETE', 'usagePlan', { tagged: 'present' }),
  'api-gateway:CreateUsagePlanKey': entry('API keys', deployers, 'apigateway:POST', 'usagePlan', { tagged: 'present' }),
  'api-gateway:CreateApiKey': entry('API keys', deployers, 'apigateway:POST', 'keyList', {
    tagged: 'born',
    also: [bornTagged],
  }),
  'api-gateway:UpdateApiKey': entry('API keys', deployers, 'apigateway:PATCH', 'key', { tagged: 'present' }),
  'api-gateway:DeleteApiKey': entry('API keys', deployers, 'apigateway:DELETE', 'key', { tagged: 'present' }),

  'api-gateway:GetAccount': entry('Access log', viewers, 'apigateway:GET', 'account'),
  // One role writes the logs of every API: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
  'api-gateway:UpdateAccount': entry('Access log', deployers, 'apigateway:PATCH', 'account', {
    also: [{ action: 'iam:PassRole', on: 'ourRoles', passedTo: 'apigateway.amazonaws.com' }],
  }),

  'lambda:GetFunction': compare('lambda:GetFunction', 'functions'),
  'lambda:GetFunctionConfiguration': compare('lambda:GetFunctionConfiguration', 'functions'),
  'lambda:GetAlias': compare('lambda:GetAlias', 'functions'),
  'lambda:ListAliases': compare('lambda:ListAliases', 'functions'),
  'lambda:GetPolicy': compare('lambda:GetPolicy', 'functions'),
  'lambda:ListFunctionUrlConfigs': compare('lambda:ListFunctionUrlConfigs', 'functions'),
  'lambda:ListVersionsByFunction': compare('lambda:ListVersionsByFunction', 'functions'),
  'lambda:CreateFunction': deploy('lambda:CreateFunction', 'ourFunctions', {
    also: [
      { action: 'lambda:TagResource', on: 'ourFunctions' },
      { action: 'iam:PassRole', on: 'ourRoles', passedTo: 'lambda.amazonaws.com' },
    ],
  }),
  'lambda:TagResource': deploy('lambda:TagResource', 'ourFunctions'),
  'lambda:UpdateFunctionCode': deploy('lambda:UpdateFunctionCode', 'ourFunctions'),
  'lambda:UpdateFunctionConfiguration': deploy('lambda:UpdateFunctionConfiguration', 'ourFunctions'),
  'lambda:PublishVersion': deploy('lambda:PublishVersion', 'ourFunctions'),
  'lambda:CreateAlias': deploy('lambda:CreateAlias', 'ourFunctions'),
  'lambda:UpdateAlias': deploy('lambda:UpdateAlias', 'ourFunctions'),
  'lambda:AddPermission': deploy('lambda:AddPermission', 'ourFunctions'),
  'lambda:RemovePermission': deploy('lambda:RemovePermission', 'ourFunctions'),
  'lambda:DeleteFunctionConcurrency': deploy('lambda:DeleteFunctionConcurrency', 'ourFunctions'),
  'lambda:DeleteFunctionUrlConfig': deploy('lambda:DeleteFunctionUrlConfig', 'ourFunctions'),
  'lambda:DeleteFunction': deploy('lambda:DeleteFunction', 'ourFunctions'),
  'lambda:Invoke': entry('Trace and test calls', deployers, 'lambda:InvokeFunction', 'ourFunctions'),

  'iam:GetRole': compare('iam:GetRole', 'anyRole'),
  'iam:GetRolePolicy': compare('iam:GetRolePolicy', 'anyRole'),
  'iam:ListRolePolicies': compare('iam:ListRolePolicies', 'anyRole'),
  'iam:ListAttachedRolePolicies': compare('iam:ListAttachedRolePolicies', 'anyRole'),
  'iam:SimulatePrincipalPolicy': ownRole('iam:SimulatePrincipalPolicy'),
  'iam:GetPolicy': ownRole('iam:GetPolicy', 'anyPolicy'),
  'iam:GetPolicyVersion': ownRole('iam:GetPolicyVersion', 'anyPolicy'),
  'iam:CreateRole': deploy('iam:CreateRole', 'ourRoles', { also: [{ action: 'iam:TagRole', on: 'ourRoles' }] }),
  'iam:TagRole': deploy('iam:TagRole', 'ourRoles'),
  'iam:UpdateAssumeRolePolicy': deploy('iam:UpdateAssumeRolePolicy', 'ourRoles'),
  'iam:PutRolePermissionsBoundary': deploy('iam:PutRolePermissionsBoundary', 'ourRoles'),
  'iam:PutRolePolicy': deploy('iam:PutRolePolicy', 'ourRoles'),
  'iam:DetachRolePolicy': deploy('iam:DetachRolePolicy', 'ourRoles'),
  'iam:DeleteRolePolicy': deploy('iam:DeleteRolePolicy', 'ourRoles'),
  'iam:DeleteRole': deploy('iam:DeleteRole', 'ourRoles'),

  'cloudwatch-logs:DescribeLogGroups': compare('logs:DescribeLogGroups', 'any'),
  'cloudwatch-logs:ListTagsForResource': compare('logs:ListTagsForResource', 'ourLogs'),
  'cloudwatch-logs:FilterLogEvents': entry('Logs', viewers, 'logs:FilterLogEvents', 'logs'),
  'cloudwatch-logs:CreateLogGroup': deploy('logs:CreateLogGroup', 'ourLogs', {
    also: [{ action: 'logs:TagResource', on: 'ourLogs' }],
  }),
  'cloudwatch-logs:TagResource': deploy('logs:TagResource', 'ourLogs'),
  'cloudwatch-logs:AssociateKmsKey': deploy('logs:AssociateKmsKey', 'ourLogs'),
  'cloudwatch-logs:PutRetentionPolicy': deploy('logs:PutRetentionPolicy', 'ourLogs'),
  'cloudwatch-logs:DeleteLogGroup': deploy('logs:DeleteLogGroup', 'ourLogs'),

  'resource-groups-tagging-api:GetResources': compare('tag:GetResources', 'any'),
  'cloudwatch:GetMetricData': entry('Metrics and cost', viewers, 'cloudwatch:GetMetricData', 'any'),
  // Names no resource: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
  'cloudwatch:PutMetricData': entry('Metrics and cost', viewers, 'cloudwatch:PutMetricData', 'ownMetrics', {
    namespace: ownNamespace,
  }),
  // AWS checks it on all alarms, whichever are named: https://github.com/aws-samples/amazon-cloudwatch-auto-alarms/issues/1
  'cloudwatch:DescribeAlarms': compare('cloudwatch:DescribeAlarms', 'alarms'),
  'cloudwatch:ListTagsForResource': compare('cloudwatch:ListTagsForResource', 'ourAlarms'),
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
  'cloudwatch:PutMetricAlarm': deploy('cloudwatch:PutMetricAlarm', 'ourAlarms', {
    tagged: 'born',
    alarmActions: 'arn:*:sns:*',
    also: [
      { action: 'cloudwatch:TagResource', on: 'ourAlarms', tagged: 'born', alarmActions: 'arn:*:sns:*' },
      { action: 'cloudwatch:PutMetricAlarm', on: 'ourAlarms', tagged: 'present', alarmActions: 'arn:*:sns:*' },
    ],
  }),
  'cloudwatch:TagResource': deploy('cloudwatch:TagResource', 'ourAlarms', { tagged: 'present' }),
  'cloudwatch:DeleteAlarms': deploy('cloudwatch:DeleteAlarms', 'ourAlarms', {
    tagged: 'present',
    alarmActions: 'arn:*:sns:*',
  }),
  // https://docs.aws.amazon.com/waf/latest/developerguide/security_iam_service-with-iam.html#security_iam_action-AssociateWebACL
  'wafv2:AssociateWebACL': deploy('wafv2:AssociateWebACL', 'webAcls', {
    also: [
      { action: 'wafv2:AssociateWebACL', on: 'stages' },
      { action: 'apigateway:SetWebACL', on: 'stages' },
    ],
  }),
  'wafv2:DisassociateWebACL': deploy('wafv2:DisassociateWebACL', 'stages'),
  'pricing:GetProducts': entry('Metrics and cost', viewers, 'pricing:GetProducts', 'any'),
  'cloudtrail:LookupEvents': entry('Activity', viewers, 'cloudtrail:LookupEvents', 'any'),
  'cognito-identity-provider:ListUserPools': entry('User pools', deployers, 'cognito-idp:ListUserPools', 'any'),
  'cognito-identity-provider:DescribeUserPool': entry(
    'User pools',
    viewers,
    'cognito-idp:DescribeUserPool',
    'userPools',
  ),

  'sagemaker-runtime:InvokeEndpoint': entry(
    'Trace and test calls',
    deployers,
    'sagemaker:InvokeEndpoint',
    'endpointParts',
  ),
  'sagemaker:ListMonitoringSchedules': evidence('sagemaker:ListMonitoringSchedules', 'any'),
  'sagemaker:DescribeMonitoringSchedule': evidence('sagemaker:DescribeMonitoringSchedule', 'monitors'),
  'sagemaker:DescribeDataQualityJobDefinition': evidence('sagemaker:DescribeDataQualityJobDefinition', 'monitors'),
  'sagemaker:DescribeModelPackage': evidence('sagemaker:DescribeModelPackage', 'monitors'),
  's3:ListObjectsV2': evidence('s3:ListBucket', 'buckets'),

  'sagemaker:ListTransformJobs': jobs(viewers, 'sagemaker:ListTransformJobs', 'any'),
  'sagemaker:DescribeTransformJob': jobs(viewers, 'sagemaker:DescribeTransformJob', 'ourJobs'),
  'sagemaker:ListTags': jobs(viewers, 'sagemaker:ListTags', 'ourJobs', {
    also: [{ action: 'sagemaker:ListTags', on: 'endpoints' }],
  }),
  // Takes a deployer, because policies can depend on tags.
  'sagemaker:AddTags': entry('Endpoint list and detail', deployers, 'sagemaker:AddTags', 'endpoints'),
  'sagemaker:CreateTransformJob': jobs(deployers, 'sagemaker:CreateTransformJob', 'ourJobs', {
    also: [{ action: 'sagemaker:AddTags', on: 'ourJobs' }],
  }),
  'sagemaker:StopTransformJob': jobs(deployers, 'sagemaker:StopTransformJob', 'ourJobs'),
  's3:HeadBucket': jobs(deployers, 's3:ListBucket', 'buckets'),
  's3:GetObject': jobs(viewers, 's3:GetObject', 'ourObjects', { also: [{ action: 's3:ListBucket', on: 'buckets' }] }),
  's3:PutObject': jobs(deployers, 's3:PutObject', 'ourObjects'),
  's3:DeleteObject': jobs(deployers, 's3:DeleteObject', 'ourObjects'),
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
  's3:CreateMultipartUpload': jobs(deployers, 's3:PutObject', 'ourObjects'),
  's3:UploadPart': jobs(deployers, 's3:PutObject', 'ourObjects'),
  's3:CompleteMultipartUpload': jobs(deployers, 's3:PutObject', 'ourObjects'),
  's3:AbortMultipartUpload': jobs(deployers, 's3:AbortMultipartUpload', 'ourObjects'),
}

/** What a role needs beside the SDK's operations, or of one for another reason than the table's. */
const further: Entry[] = [
  entry('Share pages', ['console'], 'apigateway:GET', 'api'),
  entry('Share pages', ['console'], 'lambda:GetFunction', 'ourFunctions'),
  // The key of a link, which its page uses.
  entry('Share pages', ['console'], 'apigateway:GET', 'key', { tagged: 'present' }),
  entry('Evidence of features', deployers, 's3:GetObject', 'sageMakerObjects'),
  entry('Adopt a URL', deployers, 'apigateway:PUT', 'tags'),
  entry('Calls to signed URLs', deployers, 'execute-api:Invoke', 'urls'),
]

const waits: Record<string, string> = { FunctionActiveV2: 'GetFunction', FunctionUpdatedV2: 'GetFunction' }

/** `lambda:CreateFunction` → the files that call it. */
export function operationsOf(root: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const file of readdirSync(`${root}/lib`, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.ts') || /\.test\.ts$|\/testing[.-]/.test(file)) continue
    const text = readFileSync(`${root}/lib/${file}`, 'utf8')
    for (const [, names = '', client = ''] of text.matchAll(
      /import \{([^}]*)\} from '@aws-sdk\/client-([a-z0-9-]+)'/g,
    )) {
      for (const name of names.split(',').map((one) => one.trim())) {
        const operation =
          name.match(/^(\w+)Command$/)?.[1] ??
          name.match(/^paginate(\w+)$/)?.[1] ??
          waits[name.match(/^waitUntil(\w+)$/)?.[1] ?? '']
        if (!operation) continue
        const key = `${client}:${operation}`
        found.set(key, [...new Set([...(found.get(key) ?? []), file])])
      }
    }
  }
  return found
}

/** Operations that change something, or call a model: only a deployer has them. */
export const writeOperations = (root: string): string[] =>
  [...operationsOf(root).keys()].filter((key) => {
    const { who = [], action = '' } = table[key] ?? {}
    return who.join() === 'deployer' && !/:(Get|List|Describe)/.test(action)
  })

const managed = { born: 'aws:RequestTag/portico:managed', present: 'aws:ResourceTag/portico:managed' }

function conditionOf({
  tagged,
  namespace,
  alarmActions,
  passedTo,
  linkedTo,
}: Need): Record<string, object> | undefined {
  // An alarm could stop an instance: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-alarm-actions.html
  if (alarmActions)
    return {
      'ForAllValues:StringLike': { 'cloudwatch:AlarmActions': alarmActions },
      ...(tagged ? { StringEquals: { [managed[tagged]]: 'true' } } : {}),
    }
  if (namespace) return { StringEquals: { 'cloudwatch:namespace': namespace } }
  if (tagged) return { StringEquals: { [managed[tagged]]: 'true' } }
  if (linkedTo) return { StringEquals: { 'iam:AWSServiceName': linkedTo } }
  return passedTo ? { StringEquals: { 'iam:PassedToService': passedTo } } : undefined
}

const upper = (text: string) => text[0]?.toUpperCase() + text.slice(1)

/** One or a list, as IAM takes both: a managed policy has 6,144 characters. */
const short = (all: string[]): string | string[] => (all.length === 1 ? (all[0] ?? '') : all)

const needsOf = (who: Who): Need[] =>
  [...Object.values(table), ...further]
    .filter((one) => one.who.includes(who))
    .flatMap((one): Need[] => [one, ...(one.also ?? [])])

const sameNeed = (a: Need, b: Need): boolean =>
  a.action === b.action && a.on === b.on && JSON.stringify(conditionOf(a)) === JSON.stringify(conditionOf(b))

/** The roles that a deployer can change, by the names that the account requires. */
const ourRolesOf = ({ prefix, path = '/' }: RoleNames = { prefix: '' }): string[] => [
  `arn:*:iam::*:role${path}${prefix}portico-*`,
]

/** `deployer.json` of an account whose guard rails name a prefix, and maybe a path, of roles. */
export const deployerPolicy = (roleNames: RoleNames): object => policyOf('deployer', roleNames)

/** A statement for each set of resources and each condition; those of the same actions and condition are one. */
function policyOf(who: Who, roleNames?: RoleNames): object {
  const had = who === 'deployer' ? needsOf('viewer') : []
  const needs = needsOf(who).filter((need) => !had.some((one) => sameNeed(one, need)))
  const groups = new Map<string, Need[]>()
  for (const need of needs) {
    // What any resource of the kind can be tagged with at birth is one statement with what need not say so.
    const service = need.passedTo?.split('.')[0]
    const key = `${upper(need.on)}${need.tagged ? upper(need.tagged) : ''}${service ? `To${upper(service)}` : ''}`
    groups.set(key, [...(groups.get(key) ?? []), need])
  }
  const statements = new Map<string, { Sid: string; actions: string[]; on: string[]; Condition?: object }>()
  for (const [Sid, needs] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [first] = needs
    if (!first) continue
    const actions = [...new Set(needs.map((one) => one.action))].sort()
    const Condition = conditionOf(first)
    const key = JSON.stringify([actions, Condition])
    const known = statements.get(key)
    const on = [...(known?.on ?? []), ...(first.on === 'ourRoles' ? ourRolesOf(roleNames) : resources[first.on])]
    statements.set(key, { Sid: known?.Sid ?? Sid, actions, on, ...(Condition ? { Condition } : {}) })
  }
  return {
    Version: '2012-10-17',
    Statement: [...statements.values()].map(({ Sid, actions, on, Condition }) => ({
      Sid,
      Effect: 'Allow',
      Action: short(actions),
      Resource: short([...new Set(on)]),
      ...(Condition ? { Condition } : {}),
    })),
  }
}

/** Who can act as the role: the console, under its external id, and only with a person's name. */
const trust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:PARTITION:iam::111122223333:role/PorticoConsole' },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Condition: { StringEquals: { 'sts:ExternalId': 'choose-one' }, StringLike: { 'sts:SourceIdentity': '*' } },
    },
  ],
}

function featureTable(operations: Map<string, string[]>): string {
  const rows = features.flatMap((feature) => {
    const all = [
      ...Object.entries(table).map(([key, one]) => ({ key, ...one })),
      ...further.map((one) => ({ key: '', ...one })),
    ]
    const mine = all.filter((one) => one.feature === feature && (one.who.length > 0 || operations.has(one.key)))
    const actions = new Map<string, Set<Who>>()
    for (const one of mine) {
      for (const { action } of [one, ...(one.also ?? [])]) {
        const whom = actions.get(action) ?? new Set<Who>()
        for (const who of one.who) whom.add(who)
        actions.set(action, whom)
      }
    }
    const shown = [...actions].filter(([, whom]) => whom.size > 0).sort(([a], [b]) => (a < b ? -1 : 1))
    return shown.length === 0
      ? []
      : [
          `| ${feature} | ${shown.map(([action]) => `\`${action}\``).join(', ')} | ${[...new Set(shown.flatMap(([, whom]) => [...whom]))].join(', ')} |`,
        ]
  })
  return ['| feature | actions | who |', '| --- | --- | --- |', ...rows].join('\n')
}

/** `/ml/acme-` is the prefix `acme-` below the path `/ml/`. */
function roleNamesIn(text: string): { path: string; prefix: string } {
  const at = text.lastIndexOf('/') + 1
  return { path: text.slice(0, at), prefix: text.slice(at) }
}

/** Path below the root → text. Throws where table and code differ. */
export function generate(root: string): Record<string, string> {
  const operations = operationsOf(root)
  const unknown = [...operations].filter(([key]) => !table[key]).map(([key, files]) => `${key} (${files.join(', ')})`)
  const unused = Object.keys(table).filter((key) => !operations.has(key))
  if (unknown.length > 0) throw new Error(`scripts/iam-policies.ts has no entry for ${unknown.join('; ')}`)
  if (unused.length > 0) throw new Error(`scripts/iam-policies.ts has entries that nothing calls: ${unused.join(', ')}`)
  const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`
  return {
    'docs/iam/console.json': json(policyOf('console')),
    'docs/iam/viewer.json': json(policyOf('viewer')),
    'docs/iam/deployer.json': json(policyOf('deployer')),
    'docs/iam/trust.json': json(trust),
    'docs/iam/features.md': `# Which feature needs which permission\n\nWritten by \`scripts/iam-policies.ts\` from the operations that the code calls; each is in the policies beside this file.\n\n${featureTable(operations)}\n`,
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const [given] = process.argv.slice(2)
  if (given === undefined)
    for (const [path, text] of Object.entries(generate(root))) writeFileSync(`${root}/${path}`, text)
  else {
    const roleNames = guardRailsSchema.safeParse({ roleNames: roleNamesIn(given) })
    if (!roleNames.success || !roleNames.data.roleNames) {
      process.stderr.write(`“${given}” is no path and prefix of roles. Give them like /ml/acme- or /acme-\n`)
      process.exit(1)
    }
    process.stdout.write(`${JSON.stringify(deployerPolicy(roleNames.data.roleNames), null, 2)}\n`)
  }
}
