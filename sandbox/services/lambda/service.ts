/** Lambda: functions, versions, aliases, resource policies, invocations. */
import { AwsError } from '../../kernel/errors'
import { type Operation, RawResponse, type Route, type Service } from '../../kernel/types'
import { aliasOperations } from './aliases'
import { checkReachable, findInvoked, findRevision, functionArn, readName } from './find'
import { functionOperations } from './functions'
import { invokeFunction } from './invoke'
import { policyOperations } from './policy'
import { invokeWithResponseStream } from './stream'
import { urlOperations } from './urls'

const invoke: Operation = async (input, call) => {
  const type = input.InvocationType ?? 'RequestResponse'
  const { accountId, region, world, requestId } = call
  const request = {
    accountId,
    region,
    functionName: String(input.FunctionName),
    qualifier: input.Qualifier,
    payload: input.Payload as Buffer,
    requestId,
    logTail: input.LogType === 'Tail',
  }
  if (type !== 'RequestResponse') {
    const wanted = readName(request.functionName, request.qualifier)
    findRevision(findInvoked(world, call, wanted), wanted.qualifier)
    // An event's outcome reaches nobody but the log.
    if (type === 'Event') invokeFunction(world, request).catch(() => {})
    return new RawResponse(type === 'Event' ? 202 : 204, {}, '')
  }
  const response = await invokeFunction(world, request)
  return new RawResponse(
    response.statusCode,
    {
      'content-type': 'application/json',
      'x-amz-executed-version': response.executedVersion,
      ...(response.functionError ? { 'x-amz-function-error': response.functionError } : {}),
      ...(response.logResult ? { 'x-amz-log-result': response.logResult } : {}),
    },
    response.payload,
  )
}

const functions = '/2015-03-31/functions'
const one = `${functions}/{FunctionName}`
const functionUrl = '/2021-10-31/functions/{FunctionName}/url'
const qualifier: Route['query'] = { Qualifier: { member: 'Qualifier' } }
const paging: Route['query'] = { Marker: { member: 'Marker' }, MaxItems: { member: 'MaxItems', type: 'integer' } }
const version: Route['query'] = { FunctionVersion: { member: 'FunctionVersion' } }

const routes: Route[] = [
  { operation: 'CreateFunction', method: 'POST', path: functions, status: 201 },
  { operation: 'ListFunctions', method: 'GET', path: functions, query: { ...paging, ...version } },
  { operation: 'GetFunction', method: 'GET', path: one, query: qualifier },
  { operation: 'DeleteFunction', method: 'DELETE', path: one, query: qualifier, status: 204 },
  { operation: 'GetFunctionConfiguration', method: 'GET', path: `${one}/configuration`, query: qualifier },
  { operation: 'UpdateFunctionConfiguration', method: 'PUT', path: `${one}/configuration` },
  { operation: 'UpdateFunctionCode', method: 'PUT', path: `${one}/code` },
  { operation: 'PublishVersion', method: 'POST', path: `${one}/versions`, status: 201 },
  { operation: 'ListVersionsByFunction', method: 'GET', path: `${one}/versions`, query: paging },
  { operation: 'CreateAlias', method: 'POST', path: `${one}/aliases`, status: 201 },
  { operation: 'ListAliases', method: 'GET', path: `${one}/aliases`, query: { ...paging, ...version } },
  { operation: 'GetAlias', method: 'GET', path: `${one}/aliases/{Name}` },
  { operation: 'UpdateAlias', method: 'PUT', path: `${one}/aliases/{Name}` },
  { operation: 'DeleteAlias', method: 'DELETE', path: `${one}/aliases/{Name}`, status: 204 },
  { operation: 'AddPermission', method: 'POST', path: `${one}/policy`, query: qualifier, status: 201 },
  { operation: 'GetPolicy', method: 'GET', path: `${one}/policy`, query: qualifier },
  {
    operation: 'RemovePermission',
    method: 'DELETE',
    path: `${one}/policy/{StatementId}`,
    query: { ...qualifier, RevisionId: { member: 'RevisionId' } },
    status: 204,
  },
  {
    operation: 'Invoke',
    method: 'POST',
    path: `${one}/invocations`,
    query: qualifier,
    header: { 'x-amz-invocation-type': 'InvocationType', 'x-amz-log-type': 'LogType' },
    rawBody: 'Payload',
    action: 'lambda:InvokeFunction',
  },
  {
    operation: 'InvokeWithResponseStream',
    method: 'POST',
    path: '/2021-11-15/functions/{FunctionName}/response-streaming-invocations',
    query: qualifier,
    header: { 'x-amz-invocation-type': 'InvocationType', 'x-amz-log-type': 'LogType' },
    rawBody: 'Payload',
    action: 'lambda:InvokeFunction',
  },
  { operation: 'PutFunctionConcurrency', method: 'PUT', path: '/2017-10-31/functions/{FunctionName}/concurrency' },
  {
    operation: 'DeleteFunctionConcurrency',
    method: 'DELETE',
    path: '/2017-10-31/functions/{FunctionName}/concurrency',
    status: 204,
  },
  { operation: 'GetAccountSettings', method: 'GET', path: '/2016-08-19/account-settings' },
  { operation: 'CreateFunctionUrlConfig', method: 'POST', path: functionUrl, query: qualifier, status: 201 },
  { operation: 'DeleteFunctionUrlConfig', method: 'DELETE', path: functionUrl, query: qualifier, status: 204 },
  { operation: 'ListFunctionUrlConfigs', method: 'GET', path: `${functionUrl}s`, query: paging },
  { operation: 'TagResource', method: 'POST', path: '/2017-03-31/tags/{Resource+}', status: 204 },
  {
    operation: 'UntagResource',
    method: 'DELETE',
    path: '/2017-03-31/tags/{Resource+}',
    query: { tagKeys: { member: 'TagKeys', list: true } },
    status: 204,
  },
  { operation: 'ListTags', method: 'GET', path: '/2017-03-31/tags/{Resource+}' },
]

/** Calls a second, for each account and region: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const controlPlaneRate = 15
const ownRates: Record<string, number> = { GetFunction: 100, GetPolicy: 15 }

/** Each call takes from what its operation has, or from what all others share. */
const limited =
  (name: string, run: Operation): Operation =>
  (input, call) => {
    const { world, accountId, region } = call
    const own = ownRates[name]
    const rate = own ?? controlPlaneRate
    world.takeToken(
      `lambda/${accountId}/${region}/${own ? name : 'control plane'}`,
      rate,
      rate,
      () =>
        new AwsError('TooManyRequestsException', 'Rate exceeded', 429, {
          Type: 'User',
          Reason: 'CallerRateLimitExceeded',
        }),
    )
    return run(input, call)
  }

/** Only a new function judges its name itself; tags name a function by its ARN. */
const reached =
  (name: string, run: Operation): Operation =>
  (input, call) => {
    const named = input.FunctionName ?? input.Resource
    if (named !== undefined && name !== 'CreateFunction') checkReachable(name, named, call)
    return run(input, call)
  }

const each = (operations: Record<string, Operation>, wrap: (name: string, run: Operation) => Operation) =>
  Object.fromEntries(Object.entries(operations).map(([name, run]) => [name, wrap(name, run)]))

const controlPlane = { ...functionOperations, ...aliasOperations, ...policyOperations, ...urlOperations }

export const lambdaService: Service = {
  signingName: 'lambda',
  protocol: 'rest-json',
  operations: each(
    { ...each(controlPlane, limited), Invoke: invoke, InvokeWithResponseStream: invokeWithResponseStream },
    reached,
  ),
  routes,
  // https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html, and tags at birth are tags.
  alsoNeeds: (operation, input, call) => [
    ...(/^(CreateFunction|UpdateFunctionConfiguration)$/.test(operation) && input.Role
      ? [
          {
            action: 'iam:PassRole',
            resource: String(input.Role),
            keys: { 'iam:PassedToService': 'lambda.amazonaws.com' },
          },
        ]
      : []),
    ...(operation === 'CreateFunction' && Object.keys(input.Tags ?? {}).length > 0
      ? [{ action: 'lambda:TagResource', resource: functionArn(call, String(input.FunctionName)) }]
      : []),
  ],
  resourceArn: (_, input, call) => {
    if (input.Resource) return String(input.Resource)
    if (!input.FunctionName) return '*'
    const { name, qualifier: named } = readName(input.FunctionName, input.Qualifier)
    return `${functionArn(call, name)}${named ? `:${named}` : ''}`
  },
}
