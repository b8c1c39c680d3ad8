/**
 * A deployed wiring broken in each way that is known, through the real SDK: the trace names the first broken hop and its
 * cause, and the fix that it offers makes it whole. Prints the table at the end. `npm test` breaks about a third of the wirings, which
 * a seed chooses and is printed; `npm run test:faults` all.
 */

import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  DeleteGatewayResponseCommand,
  DeleteMethodCommand,
  DeleteStageCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  UpdateIntegrationCommand,
  UpdateMethodCommand,
  UpdateResourceCommand,
  UpdateRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import {
  AddPermissionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { DeleteEndpointCommand, DescribeEndpointCommand } from '@aws-sdk/client-sagemaker'
import type { MiddlewareStack } from '@smithy/types'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawsOf, seed } from '../../faults/seed'
import { functionZip } from '../../sandbox/testing/function-zip'
import { spawnSandbox } from '../../sandbox/testing/spawn'
import { retried, until } from '../../sandbox/testing/wait'
import { observePermissions } from '../aws/lambda/permission'
import { plainRequest } from '../model/requests/request-shape'
import { defaultSpec } from '../spec/defaults'
import type { FlatSpec } from '../spec/flat-spec'
import { aliasName, namesOf } from '../spec/names'
import type { WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { runDeploy } from '../wiring/engine'
import { readWiring } from '../wiring/read/current'
import type { WiringContext } from '../wiring/run/context'
import { testContext, unwrap } from '../wiring/testing'
import { repairingSpec } from './fix'
import { knownFailures } from './known-failures'
import type { ProxyEvent } from './proxy-event'
import { runTrace } from './run'
import { testEventsOf } from './test-events'
import { type Diagnosis, type HopId, type HopOutcome, hopIds } from './types'

const iris = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'

/** A container of our own: it is slow, breaks, or answers, as the row says. */
const container = createServer((request, response) => {
  if (request.url === '/ping') return void response.end()
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => reply(Buffer.concat(pieces).toString(), response))
})

/** Beyond the least that a function of Lambda can be given, and the least that a deploy gives it. */
const slowMs: Record<string, number> = { slow: 1_300, slower: 3_200 }
function reply(body: string, response: ServerResponse) {
  const end = (status: number, text: string) => {
    response.writeHead(status, { 'content-type': 'text/csv' })
    response.end(text)
  }
  if (slowMs[body]) return void setTimeout(() => end(200, '0.9'), slowMs[body])
  if (body === 'break') return end(500, 'Traceback (most recent call last): ZeroDivisionError')
  return end(200, '0.9')
}

let context: WiringContext
let endSandbox: () => Promise<void>
beforeAll(async () => {
  container.listen(0, '127.0.0.1')
  await once(container, 'listening')
  const url = `http://127.0.0.1:${(container.address() as AddressInfo).port}`
  const sandbox = await spawnSandbox(['--time-scale', '20', '--endpoint', `own=${url}`])
  endSandbox = sandbox.end
  const { accessKeyId, secretAccessKey, ...account } = sandbox.info
  context = testContext({ ...account, credentials: { accessKeyId, secretAccessKey } })
  listenTo(context.clients.sagemaker)
  listenTo(context.clients.runtime)
  listenTo(context.clients.lambda)
  listenTo(context.clients.apiGateway)
  listenTo(context.clients.iam)
})
afterAll(async () => {
  await endSandbox()
  container.close()
})

const only = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('It is not there')
  return value
}
const specWith = (endpointName: string, change: Partial<FlatSpec> = {}): WiringSpec =>
  withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: endpointName === iris ? row : 'row', ...change })
const deploy = async (spec: WiringSpec) => unwrap(await runDeploy(context, spec, () => {}))

function eventOf(id: string, payload: string): ProxyEvent {
  const contract = { features: [] }
  const facts = { resourcePath: 'iris', stage: 'prod', queryParameter: 'data', request: plainRequest, contract }
  const events = testEventsOf({ ...facts, origin: context.consoleOrigin, streaming: false }, payload)
  return only(events.find((one) => one.id === id)).event
}

/** Operations that the traces of this file called. */
const called = new Set<string>()
const listenTo = <I extends object, O extends object>({
  middlewareStack,
}: {
  middlewareStack: MiddlewareStack<I, O>
}) =>
  middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        if (isTracing) called.add(commandName.replace(/Command$/, ''))
        return next(args)
      },
    { step: 'initialize' },
  )
let isTracing = false

async function trace(endpointName: string, event: ProxyEvent) {
  const outcomes: Partial<Record<HopId, HopOutcome>> = {}
  let diagnosis: Diagnosis | undefined
  isTracing = true
  for await (const one of runTrace(context, endpointName, event)) {
    if (one.type === 'hop') outcomes[one.outcome.hop] = one.outcome
    if (one.type === 'ended') diagnosis = one.diagnosis
  }
  isTracing = false
  return { outcomes, diagnosis }
}

const states = (outcomes: Partial<Record<HopId, HopOutcome>>) => hopIds.map((hop) => `${hop} ${outcomes[hop]?.state}`)

const healthy = ['endpoint answered', 'function answered', 'method answered', 'url answered', 'browser answered']

// What somebody does to a wiring, as in AWS's own console.

const names = (endpointName = iris) => namesOf(endpointName, context.target)
const clients = () => context.clients

async function api(path = '/iris', endpointName = iris) {
  const { restApiId = '' } = await readWiring(context, endpointName)
  const { items = [] } = await clients().apiGateway.send(new GetResourcesCommand({ restApiId }))
  return { restApiId, resourceId: only(items.find((one) => one.path === path)?.id) }
}

const rename = async (pathPart: string) =>
  clients().apiGateway.send(
    new UpdateResourceCommand({
      ...(await api()),
      patchOperations: [{ op: 'replace', path: '/pathPart', value: pathPart }],
    }),
  )

const anyMethod = async () => {
  const { restApiId, resourceId } = await api()
  return { restApiId, resourceId, httpMethod: 'ANY' }
}

const publish = async (restApiId: string) =>
  clients().apiGateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod', description: 'by hand' }))

const setIntegration = async (path: string, value: string) =>
  clients().apiGateway.send(
    new UpdateIntegrationCommand({ ...(await anyMethod()), patchOperations: [{ op: 'replace', path, value }] }),
  )

const setStage = async (path: string, value: string) => {
  const { restApiId } = await api()
  const patchOperations = [{ op: 'replace' as const, path, value }]
  return clients().apiGateway.send(new UpdateStageCommand({ restApiId, stageName: 'prod', patchOperations }))
}

const setApi = async (path: string, value: string) => {
  const { restApiId } = await api()
  const patchOperations = [{ op: 'replace' as const, path, value }]
  await clients().apiGateway.send(new UpdateRestApiCommand({ restApiId, patchOperations }))
  await publish(restApiId)
}

async function removePermissions(endpointName = iris) {
  const { functionName } = names(endpointName)
  for (const { Sid } of await observePermissions(clients().lambda, functionName, aliasName)) {
    await clients().lambda.send(
      new RemovePermissionCommand({ FunctionName: functionName, Qualifier: aliasName, StatementId: Sid }),
    )
  }
}

async function permit(source: string) {
  await removePermissions()
  const { restApiId } = await api()
  const { region, accountId } = context.target
  await clients().lambda.send(
    new AddPermissionCommand({
      FunctionName: names().functionName,
      Qualifier: aliasName,
      StatementId: 'by-hand',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: `arn:aws:execute-api:${region}:${accountId}:${restApiId}/${source}`,
    }),
  )
}

/** Callers reach what is published, so a change by hand reaches them through a new version. */
async function goLive(endpointName = iris) {
  const FunctionName = names(endpointName).functionName
  await waitUntilFunctionUpdatedV2(
    { client: clients().lambda, maxWaitTime: 180, minDelay: 1, maxDelay: 1 },
    { FunctionName },
  )
  const { Version } = await clients().lambda.send(new PublishVersionCommand({ FunctionName }))
  await clients().lambda.send(new UpdateAliasCommand({ FunctionName, Name: aliasName, FunctionVersion: Version }))
  const invocable = () => trace(endpointName, eventOf('probe', ''))
  await until(
    invocable,
    ({ outcomes: { function: fn } }) => !(fn && 'result' in fn && /Pending/.test(fn.result.problem ?? '')),
  )
}

async function replaceCode(source: string) {
  const FunctionName = names().functionName
  await clients().lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: functionZip(source) }))
  await goLive()
}

async function setFunction(
  change: { Timeout?: number; Environment?: { Variables: Record<string, string> } },
  of = iris,
) {
  const update = new UpdateFunctionConfigurationCommand({ FunctionName: names(of).functionName, ...change })
  await retried(() => clients().lambda.send(update), /ResourceConflictException/)
  await goLive(of)
}

const setPolicy = async (resource: string) =>
  clients().iam.send(
    new PutRolePolicyCommand({
      RoleName: names().roleName,
      PolicyName: 'portico',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sagemaker:InvokeEndpoint', Resource: resource }],
      }),
    }),
  )

/** Does what a template does that replaces the role: only the id is another. */
async function makeRoleAnew() {
  const { iam } = clients()
  const of = { RoleName: names().roleName, PolicyName: 'portico' }
  const { Role } = await iam.send(new GetRoleCommand(of))
  const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(of))
  await iam.send(new DeleteRolePolicyCommand(of))
  await iam.send(new DeleteRoleCommand(of))
  const AssumeRolePolicyDocument = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')
  await iam.send(new CreateRoleCommand({ ...of, AssumeRolePolicyDocument, Tags: Role?.Tags }))
  await iam.send(new PutRolePolicyCommand({ ...of, PolicyDocument: decodeURIComponent(PolicyDocument) }))
}

const endpointArn = async () =>
  (await clients().sagemaker.send(new DescribeEndpointCommand({ EndpointName: iris }))).EndpointArn ?? ''

const variables = (change: Record<string, string>) => ({
  Environment: {
    Variables: { ENDPOINT_NAME: iris, ALLOWED_ORIGINS: context.consoleOrigin, QUERY_PARAMETER: 'data', ...change },
  },
})

interface Case {
  what: string
  break: () => Promise<unknown>
  hop: HopId
  cause: string
  /** What the proof says. */
  proof?: RegExp
  /** Absent where no click fixes it. */
  fix?: RegExp
  unaffected?: true
  /** What makes it whole where no fix is offered. */
  after?: () => Promise<unknown>
}

const cases: Case[] = [
  {
    what: 'permission removed',
    break: () => removePermissions(),
    hop: 'method',
    cause: 'invoke-permission',
    proof: /no statement for apigateway/,
    fix: /^Grant the permission$/,
  },
  {
    what: 'permission for another path',
    break: () => permit('*/GET/iris-old'),
    hop: 'method',
    cause: 'invoke-permission',
    proof: /allows \w+\/\*\/GET\/iris-old; the call comes from \w+\/\*\/\*\/iris/,
    fix: /^Replace the permission$/,
  },
  {
    what: 'permission with ANY as method',
    break: () => permit('*/ANY/iris'),
    hop: 'method',
    cause: 'invoke-permission',
    proof: /ANY as its method matches nothing/,
    fix: /permission$/,
  },
  {
    what: 'alias deleted',
    break: () => clients().lambda.send(new DeleteAliasCommand({ FunctionName: names().functionName, Name: aliasName })),
    hop: 'function',
    cause: 'alias-gone',
    fix: /alias/,
  },
  {
    what: 'role made again',
    break: () => makeRoleAnew(),
    hop: 'function',
    cause: 'kms-grant',
    proof: /encrypted for role AROA\w+; GetRole gives AROA\w+ for portico-/,
    fix: /^Renew the grant$/,
  },
  {
    what: 'integration calls by GET, published',
    break: async () => {
      await setIntegration('/httpMethod', 'GET')
      await publish((await api()).restApiId)
    },
    hop: 'method',
    cause: 'integration-method',
    proof: /gives GET/,
    fix: /integration/,
  },
  {
    what: 'integration calls by GET, not published',
    break: () => setIntegration('/httpMethod', 'GET'),
    hop: 'method',
    cause: 'integration-method',
    fix: /integration/,
    unaffected: true,
  },
  {
    what: 'integration at no function',
    break: async () => {
      const arn = `arn:aws:lambda:${context.target.region}:${context.target.accountId}:function:nobody`
      await setIntegration(
        '/uri',
        `arn:aws:apigateway:${context.target.region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
      )
      await publish((await api()).restApiId)
    },
    hop: 'method',
    cause: 'integration-target',
    proof: /integration.uri is arn:.*:nobody/,
    fix: /integration/,
  },
  {
    what: 'path renamed',
    break: async () => {
      await rename('iris-old')
      await publish((await api('/iris-old')).restApiId)
    },
    hop: 'method',
    cause: 'path-gone',
    proof: /no \/iris/,
    fix: /path/,
  },
  {
    what: 'method made for POST only',
    break: async () => {
      const method = await anyMethod()
      await clients().apiGateway.send(new DeleteMethodCommand(method))
      const post = { ...method, httpMethod: 'POST' }
      await clients().apiGateway.send(new PutMethodCommand({ ...post, authorizationType: 'NONE' }))
      const arn = names().aliasArn
      const uri = `arn:aws:apigateway:${context.target.region}:lambda:path/2015-03-31/functions/${arn}/invocations`
      const integration = { ...post, type: 'AWS_PROXY' as const, integrationHttpMethod: 'POST', uri }
      await clients().apiGateway.send(new PutIntegrationCommand(integration))
      await publish(method.restApiId)
    },
    hop: 'method',
    cause: 'method-gone',
    proof: /\/iris POST/,
    fix: /method/,
  },
  {
    what: 'stage serves an older deployment without the path',
    break: async () => {
      await rename('iris-old')
      const older = await publish((await api('/iris-old')).restApiId)
      await deploy(specWith(iris))
      await setStage('/deploymentId', older.id ?? '')
    },
    hop: 'url',
    cause: 'unpublished',
    proof: /TestInvokeMethod.*answers/,
    fix: /^Publish/,
  },
  {
    what: 'stage deleted',
    break: async () =>
      clients().apiGateway.send(new DeleteStageCommand({ restApiId: (await api()).restApiId, stageName: 'prod' })),
    hop: 'url',
    cause: 'stage-gone',
    fix: /stage/,
  },
  {
    what: 'API’s address disabled',
    break: () => setApi('/disableExecuteApiEndpoint', 'true'),
    hop: 'url',
    cause: 'endpoint-disabled',
    fix: /address/,
  },
  {
    what: 'method requires an API key',
    break: async () => {
      const patchOperations = [{ op: 'replace' as const, path: '/apiKeyRequired', value: 'true' }]
      const method = await anyMethod()
      await clients().apiGateway.send(new UpdateMethodCommand({ ...method, patchOperations }))
      await publish(method.restApiId)
    },
    hop: 'url',
    cause: 'api-key',
    fix: /method/,
  },
  {
    what: 'method requires a signature',
    break: async () => {
      const patchOperations = [{ op: 'replace' as const, path: '/authorizationType', value: 'AWS_IAM' }]
      const method = await anyMethod()
      await clients().apiGateway.send(new UpdateMethodCommand({ ...method, patchOperations }))
      await publish(method.restApiId)
    },
    hop: 'url',
    cause: 'unsigned',
    fix: /method/,
  },
  {
    what: 'throttle 0',
    break: () => setStage('/*/*/throttling/rateLimit', '0'),
    hop: 'url',
    cause: 'throttle-zero',
    proof: /rate of 0/,
    fix: /throttle/,
  },
  {
    what: 'CORS headers off the gateway responses',
    break: async () => {
      const { restApiId } = await api()
      for (const responseType of ['DEFAULT_4XX', 'DEFAULT_5XX'] as const) {
        await clients().apiGateway.send(new DeleteGatewayResponseCommand({ restApiId, responseType }))
      }
      await publish(restApiId)
    },
    hop: 'browser',
    cause: 'cors-gateway-errors',
    fix: /headers/,
  },
  {
    what: 'OPTIONS requires an API key',
    break: async () => {
      const patchOperations = [{ op: 'replace' as const, path: '/apiKeyRequired', value: 'true' }]
      const method = { ...(await anyMethod()), httpMethod: 'OPTIONS' }
      await clients().apiGateway.send(new UpdateMethodCommand({ ...method, patchOperations }))
      await publish(method.restApiId)
    },
    hop: 'browser',
    cause: 'cors-preflight',
    proof: /Preflight: 403/,
    fix: /OPTIONS/,
  },
  {
    what: 'handler’s origin taken away',
    break: () => setFunction(variables({ ALLOWED_ORIGINS: 'https://acme.dev' })),
    hop: 'browser',
    cause: 'cors-answer',
    proof: /allow-origin missing/,
    fix: /headers/,
  },
  {
    what: 'role’s policy removed',
    break: () => clients().iam.send(new DeleteRolePolicyCommand({ RoleName: names().roleName, PolicyName: 'portico' })),
    hop: 'function',
    cause: 'role-policy',
    proof: /has no policy/,
    fix: /policy/,
  },
  {
    what: 'policy with the endpoint’s name in another case',
    break: async () => setPolicy((await endpointArn()).replace(iris, 'Iris-XGBoost')),
    hop: 'function',
    cause: 'role-policy-case',
    proof: /Iris-XGBoost; DescribeEndpoint gives arn:.*iris-xgboost/,
    fix: /policy/,
  },
  {
    what: 'policy for another endpoint',
    break: async () => setPolicy((await endpointArn()).replace(iris, 'another')),
    hop: 'function',
    cause: 'role-policy',
    proof: /allows arn:.*another, and not arn:.*iris-xgboost/,
    fix: /policy/,
  },
  {
    what: 'function calls another endpoint',
    break: () => setFunction(variables({ ENDPOINT_NAME: 'iris-XGBoost' })),
    hop: 'function',
    cause: 'wrong-endpoint',
    proof: /ENDPOINT_NAME is iris-XGBoost; DescribeEndpoint gives iris-xgboost/,
    fix: /variable/,
  },
  {
    what: 'function calls an endpoint that is another',
    break: () => setFunction(variables({ ENDPOINT_NAME: 'penguin-species-ll' })),
    hop: 'function',
    cause: 'wrong-endpoint',
    proof: /ENDPOINT_NAME is penguin-species-ll; DescribeEndpoint gives iris-xgboost/,
    fix: /variable/,
  },
  {
    what: 'handler replaced, its body an object',
    break: () => replaceCode('export const handler = async () => ({ statusCode: 200, body: { score: 0.9 } })'),
    hop: 'function',
    cause: 'malformed-answer',
    proof: /not Portico’s/,
    fix: /handler|version/,
  },
  {
    what: 'handler replaced by one that throws',
    break: () => replaceCode('export const handler = async (event) => event.queryStringParameters.rows.trim()'),
    hop: 'function',
    cause: 'no-data',
    fix: /version/,
  },
  {
    what: 'reserved concurrency 0',
    break: () =>
      clients().lambda.send(
        new PutFunctionConcurrencyCommand({
          FunctionName: names().functionName,
          ReservedConcurrentExecutions: 0,
        }),
      ),
    hop: 'function',
    cause: 'concurrency',
    proof: /GetFunction gives a reserved concurrency of 0: the function is switched off/,
    after: () =>
      clients().lambda.send(
        new PutFunctionConcurrencyCommand({
          FunctionName: names().functionName,
          ReservedConcurrentExecutions: 10,
        }),
      ),
  },
  {
    what: 'function deleted',
    break: () => clients().lambda.send(new DeleteFunctionCommand({ FunctionName: names().functionName })),
    hop: 'function',
    cause: 'function-gone',
  },
]

const results: [what: string, named: string, right: boolean, fixed: string][] = []

const draw = drawsOf(seed)
const chosen = process.env.EVERY_FAULT ? cases : cases.filter((_, index) => index === 0 || draw(3) === 0)

describe('a wiring that somebody broke', () => {
  it.each(chosen)('$what', async ({ what, break: breakIt, hop, cause, proof, fix, unaffected, after: heal }) => {
    await deploy(specWith(iris))
    await breakIt()
    const event = eventOf('get', row)
    const { diagnosis } = await trace(iris, event)
    await heal?.()
    const right = diagnosis?.hop === hop && diagnosis.id === cause
    results.push([what, `${diagnosis?.hop}: ${diagnosis?.id}`, right, fix ? 'no' : '—'])
    expect(diagnosis).toMatchObject({ hop, id: cause, callersUnaffected: unaffected ?? false })
    if (proof) expect(diagnosis?.proof).toMatch(proof)
    if (!fix) return expect(diagnosis?.fix).toBeUndefined()
    expect(diagnosis?.fix?.label).toMatch(fix)
    await deploy(unwrap(await repairingSpec(context, iris, only(diagnosis?.fix).kind)))
    const after = await trace(iris, event)
    expect(states(after.outcomes)).toEqual(healthy)
    only(results.at(-1))[3] = 'yes'
  })
})

const requests: { what: string; endpointName?: string; event: () => ProxyEvent; hop: HopId; cause: string }[] = [
  { what: 'a row too short', event: () => eventOf('get', '5.1,3.5'), hop: 'endpoint', cause: 'feature-count' },
  { what: 'a header row', event: () => eventOf('post-csv', 'sepal,petal,a,b'), hop: 'endpoint', cause: 'header-row' },
  {
    what: 'JSON to a model of CSV',
    event: () => ({ ...eventOf('post-json', row), body: '{"instances":[[5.1,3.5,1.4,0.2]]}' }),
    hop: 'endpoint',
    cause: 'content-type',
  },
  {
    what: 'an answer in a type that it does not write',
    event: () => {
      const event = eventOf('get', row)
      return { ...event, headers: { Accept: 'image/png' }, multiValueHeaders: null }
    },
    hop: 'endpoint',
    cause: 'accept',
  },
  {
    what: 'a body of more than 6 MB',
    event: () => eventOf('post-csv', `${row}\n`.repeat(420_000)),
    hop: 'endpoint',
    cause: 'too-large',
  },
  { what: 'no data', event: () => eventOf('get', ''), hop: 'function', cause: 'no-data' },
  {
    what: 'a container that breaks',
    endpointName: 'own',
    event: () => eventOf('get', 'break'),
    hop: 'endpoint',
    cause: 'model-failed',
  },
]

describe('a request that is refused', () => {
  beforeAll(async () => {
    await deploy(specWith(iris))
    await deploy(specWith('own'))
  })

  it.each(requests)('$what', async ({ what, endpointName = iris, event, hop, cause }) => {
    const { diagnosis } = await trace(endpointName, event())
    results.push([what, `${diagnosis?.hop}: ${diagnosis?.id}`, diagnosis?.hop === hop && diagnosis.id === cause, '—'])
    expect(diagnosis).toMatchObject({ hop, id: cause, fix: undefined })
  })

  it.each(['get', 'post-csv', 'post-json', 'preflight', 'probe'])('and %s is not', async (id) => {
    const { diagnosis, outcomes } = await trace(iris, eventOf(id, row))
    expect(diagnosis).toBeUndefined()
    const firstHop = id === 'preflight' || id === 'probe' ? 'endpoint skipped' : 'endpoint answered'
    expect(states(outcomes)).toEqual([firstHop, ...healthy.slice(1)])
  })
})

describe('a model that takes its time', () => {
  const event = (row = 'slow') => eventOf('get', row)

  it('in a function that somebody gave 1 s: the timeout is named and put back', async () => {
    await deploy(specWith('own'))
    await setFunction({ Timeout: 1 }, 'own')
    const { diagnosis } = await trace('own', event())
    results.push([
      'function timeout 1 s by hand',
      `${diagnosis?.hop}: ${diagnosis?.id}`,
      diagnosis?.id === 'function-timeout',
      'no',
    ])
    expect(diagnosis).toMatchObject({ hop: 'function', id: 'function-timeout', fix: { kind: 'repair' } })
    expect(diagnosis?.proof).toMatch(/Timeout is 1 s/)
    await deploy(unwrap(await repairingSpec(context, 'own', 'repair')))
    expect(states((await trace('own', event())).outcomes)).toEqual(healthy)
    only(results.at(-1))[3] = 'yes'
  })

  it('behind an integration that waits 1 s: its timeout is put back', async () => {
    await deploy(specWith('own'))
    const { restApiId, resourceId } = await api('/own', 'own')
    const patchOperations = [{ op: 'replace' as const, path: '/timeoutInMillis', value: '1000' }]
    const method = { restApiId, resourceId, httpMethod: 'ANY' }
    await clients().apiGateway.send(new UpdateIntegrationCommand({ ...method, patchOperations }))
    await publish(restApiId)
    const { diagnosis } = await trace('own', event())
    const right = diagnosis?.id === 'gateway-timeout'
    results.push(['integration timeout 1 s by hand', `${diagnosis?.hop}: ${diagnosis?.id}`, right, 'no'])
    expect(diagnosis).toMatchObject({ hop: 'method', id: 'gateway-timeout', fix: { kind: 'repair' } })
    expect(diagnosis?.proof).toMatch(/gives 1000 ms/)
    await deploy(unwrap(await repairingSpec(context, 'own', 'repair')))
    expect(states((await trace('own', event())).outcomes)).toEqual(healthy)
    only(results.at(-1))[3] = 'yes'
  })

  it('in a function whose spec says 3 s: the timeout is raised', async () => {
    await deploy(specWith('own', { timeoutSeconds: 3 }))
    const { diagnosis } = await trace('own', event('slower'))
    results.push([
      'function timeout 3 s by spec',
      `${diagnosis?.hop}: ${diagnosis?.id}`,
      diagnosis?.id === 'function-timeout',
      'no',
    ])
    expect(diagnosis).toMatchObject({ hop: 'function', id: 'function-timeout', fix: { kind: 'raise-timeout' } })
    await deploy(unwrap(await repairingSpec(context, 'own', 'raise-timeout')))
    expect(states((await trace('own', event('slower'))).outcomes)).toEqual(healthy)
    only(results.at(-1))[3] = 'yes'
  })
})

describe('a URL that somebody else made, taken over', () => {
  const endpointName = 'penguin-species-ll'
  const penguin = '39.1,18.7,181,3750'
  const adopt = async () => {
    const { apiGateway } = clients()
    const { id: restApiId = '' } = await apiGateway.send(new CreateRestApiCommand({ name: 'team-api' }))
    const root = (await apiGateway.send(new GetResourcesCommand({ restApiId }))).items?.[0]?.id
    const made = await apiGateway.send(new CreateResourceCommand({ restApiId, parentId: root, pathPart: 'predict' }))
    const method = { restApiId, resourceId: made.id, httpMethod: 'ANY' }
    const { region, accountId } = context.target
    const theirs = `arn:aws:lambda:${region}:${accountId}:function:by-hand`
    const uri = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${theirs}/invocations`
    await apiGateway.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }))
    await apiGateway.send(
      new PutIntegrationCommand({ ...method, type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri }),
    )
    await publish(restApiId)
    const adopted = { restApiId, method: 'ANY' as const, uri, options: true }
    const spec = { resourcePath: 'predict', sampleRow: penguin, adopted }
    await deploy(withFields(specWith(endpointName, spec), { queryParameter: 'data' }))
  }
  beforeAll(adopt)

  const theirs: Case[] = [
    {
      what: 'adopted: permission removed',
      break: () => removePermissions(endpointName),
      hop: 'method',
      cause: 'invoke-permission',
    },
    {
      what: 'adopted: deployed by its team with an older integration',
      break: async () => {
        const { restApiId, resourceId } = await api('/predict', endpointName)
        const method = { restApiId, resourceId, httpMethod: 'ANY' }
        const uri = (value: string) =>
          new UpdateIntegrationCommand({ ...method, patchOperations: [{ op: 'replace', path: '/uri', value }] })
        const { aliasArn } = names(endpointName)
        const place = `arn:aws:apigateway:${context.target.region}:lambda:path/2015-03-31/functions`
        await clients().apiGateway.send(uri(`${place}/${aliasArn.replace(/portico.*/, 'by-hand')}/invocations`))
        await publish(restApiId)
      },
      hop: 'method',
      cause: 'integration-target',
    },
    {
      what: 'adopted: throttle 0',
      break: async () => {
        const { restApiId } = await api('/predict', endpointName)
        const patchOperations = [{ op: 'replace' as const, path: '/~1predict/ANY/throttling/rateLimit', value: '0' }]
        await clients().apiGateway.send(new UpdateStageCommand({ restApiId, stageName: 'prod', patchOperations }))
      },
      hop: 'url',
      cause: 'throttle-zero',
    },
  ]

  it.each(theirs)('$what', async ({ what, break: breakIt, hop, cause }) => {
    await breakIt()
    const event = eventOf('get', penguin)
    const { diagnosis } = await trace(endpointName, event)
    results.push([what, `${diagnosis?.hop}: ${diagnosis?.id}`, diagnosis?.hop === hop && diagnosis.id === cause, 'no'])
    expect(diagnosis).toMatchObject({ hop, id: cause })
    await deploy(unwrap(await repairingSpec(context, endpointName, only(diagnosis?.fix).kind)))
    const after = await trace(endpointName, event)
    expect(after.diagnosis).toBeUndefined()
    only(results.at(-1))[3] = 'yes'
  })
})

describe('an endpoint that is no more', () => {
  it('is named, and no wiring fixes it', async () => {
    await deploy(specWith(iris))
    await clients().sagemaker.send(new DeleteEndpointCommand({ EndpointName: iris }))
    const { diagnosis } = await until(
      () => trace(iris, eventOf('get', row)),
      (one) => one.diagnosis?.id === 'endpoint-gone',
    )
    results.push(['endpoint deleted', `${diagnosis?.hop}: ${diagnosis?.id}`, true, '—'])
    expect(diagnosis).toMatchObject({ hop: 'endpoint', fix: undefined })
  })

  it('and one that failed says why', async () => {
    const { diagnosis, outcomes } = await trace('house-prices-catboost', eventOf('get', row))
    results.push(['endpoint failed', `${diagnosis?.hop}: ${diagnosis?.id}`, diagnosis?.id === 'ping-health-check', '—'])
    expect(diagnosis).toMatchObject({ hop: 'endpoint', id: 'ping-health-check' })
    expect(states(outcomes).slice(1)).toEqual(['function skipped', 'method skipped', 'url skipped', 'browser skipped'])
  })
})

/** Called only where a URL wants keys or tokens. */
const behindDoors = ['GetApiKeys', 'GetAuthorizers']

it('a failure names as its proof only what a trace calls', () => {
  const operations = knownFailures
    .filter(({ hops }) => hops.length > 0)
    .flatMap(({ id, call }) => (/^\w+:\w+$/.test(call) ? [`${id} ${call.split(':')[1]}`] : []))
  const known = new Set([...called, ...behindDoors])
  expect(operations.filter((one) => !known.has(one.split(' ')[1] ?? ''))).toEqual([])
})

afterAll(() => {
  const width = Math.max(...results.map(([what]) => what.length))
  const lines = results.map(
    ([what, named, right, fixed]) => ` ${what.padEnd(width)}  ${right ? '✓' : '✗'} ${named.padEnd(32)} fixed: ${fixed}`,
  )
  const right = results.filter(([, , one]) => one).length
  const offered = results.filter(([, , , fixed]) => fixed !== '—')
  const fixed = offered.filter(([, , , one]) => one === 'yes').length
  process.stdout.write(
    `\nSeed ${seed} (FAULT_SEED=${seed} repeats it):\n${lines.join('\n')}\n ${results.length} cases of ${cases.length - chosen.length + results.length}, ${right} named right, ${fixed} of ${offered.length} offered fixes worked\n`,
  )
})
