/**
 * docs/iam is as the code needs it, and the product runs under it with everything else denied: a deployer's whole road, a
 * viewer's reads, a share page; and AWS itself refuses a viewer each write that the code knows.
 */

import { readFileSync } from 'node:fs'
import { CreateRestApiCommand, GetStageCommand } from '@aws-sdk/client-api-gateway'
import { DeleteAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch'
import { CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { webAclArn } from '../../sandbox/services/wafv2'
import { createTestAccount, dropFromImports, type TestAccount } from '../../sandbox/testing/account'
import { wireByHand } from '../../sandbox/testing/by-hand'
import { eventually, until } from '../../sandbox/testing/wait'
import { deployerPolicy, generate, operationsOf, writeOperations } from '../../scripts/iam-policies'
import { assumedRole } from '../aws/client/assume-role'
import { type AwsClients, createClients } from '../aws/client/create-clients'
import { lookupEvents } from '../aws/event-history'
import { listUserPools, userPoolExists } from '../aws/user-pools'
import { readCost } from '../cost/read-cost'
import { readDashboard } from '../dashboard/read-dashboard'
import { describeEndpoint } from '../endpoints/describe'
import { findEvidence } from '../endpoints/evidence/find-evidence'
import { listEndpoints } from '../endpoints/list/list'
import { parseEndpointQuery } from '../endpoints/list/query'
import { probeFeatures } from '../endpoints/probe/probe-features'
import { writeTags } from '../endpoints/write-tags'
import { createKey, revokeKey, rotateKey, setKeyEnabled } from '../keys/change-keys'
import { listKeys } from '../keys/list-keys'
import { readPlaygroundKey } from '../keys/playground-key'
import { readLogs } from '../logs/read-logs'
import { logSources } from '../logs/types'
import { readMetrics, variantsOf } from '../metrics/read-metrics'
import { createShareLink, listShareLinks, revokeShareLink } from '../share/links'
import { readShared } from '../share/read-shared'
import { defaultSpec } from '../spec/defaults'
import { onlyRoute } from '../spec/spec'
import { withFields } from '../spec/testing'
import { runTrace } from '../trace/run'
import { testEventsOf } from '../trace/test-events'
import { listJobs, stopJob } from '../transform/jobs'
import { defaultBucket } from '../transform/names'
import { readJobObject } from '../transform/read-job'
import { abandonJob, beginJob, placeOf, startJob } from '../transform/start'
import { sendPart } from '../transform/upload'
import { adoptionSpec } from '../wiring/adopt/adoption-spec'
import { planDeploy, planRemove, runDeploy, runRemove } from '../wiring/engine'
import { checkWiring } from '../wiring/read/check'
import { readWiring } from '../wiring/read/current'
import { readDeploymentHistory } from '../wiring/read/deployment-history'
import { checkExistingRole } from '../wiring/read/existing-role'
import { exportApi } from '../wiring/read/export-api'
import { listManagedApis, listWirings } from '../wiring/read/list-managed'
import { walkInvokeUrl } from '../wiring/read/walk-invoke-url'
import { testContext, unwrap } from '../wiring/testing'

const root = process.cwd()
const file = (name: string) => readFileSync(`${root}/docs/iam/${name}`, 'utf8')

/** Every action on every resource under its condition. */
function allowed(name: string): string[] {
  const { Statement } = JSON.parse(file(name)) as {
    Statement: { Action: string | string[]; Resource: string | string[]; Condition?: object }[]
  }
  return Statement.flatMap(({ Action, Resource, Condition = {} }) =>
    [Action]
      .flat()
      .flatMap((action) =>
        [Resource].flat().map((resource) => `${action} on ${resource} ${JSON.stringify(Condition)}`),
      ),
  )
}

describe('docs/iam', () => {
  const fresh = generate(root)
  it.each(Object.keys(fresh))('%s is as the code needs it; else: node --import tsx scripts/iam-policies.ts', (path) => {
    const [written, wanted] = [readFileSync(`${root}/${path}`, 'utf8'), fresh[path] ?? '']
    if (path.endsWith('.json')) expect(JSON.parse(written)).toEqual(JSON.parse(wanted))
    else expect(written.replace(/[\s-]+/g, ' ')).toBe(wanted.replace(/[\s-]+/g, ' '))
  })

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  it.each(['console.json', 'viewer.json', 'deployer.json'])('%s fits into one managed policy, with room', (name) => {
    expect(JSON.stringify(JSON.parse(file(name))).length).toBeLessThanOrEqual(6_144 - 600)
  })

  it("of a viewer and a deployer fit into one role's inline policies, and no statement is in both", () => {
    const [viewer = '', deployer = ''] = ['viewer.json', 'deployer.json'].map((name) =>
      JSON.stringify(JSON.parse(file(name))),
    )
    expect(viewer.length + deployer.length).toBeLessThanOrEqual(10_240)
    expect(allowed('deployer.json').filter((one) => allowed('viewer.json').includes(one))).toEqual([])
  })
})

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const person = 'ana@acme.dev'
const secret = 's'.repeat(32)
const quiet = () => {}
/** By viewer or deployer: what AWS allowed, and what it refused. */
const called = new Set<string>()
const denials: string[] = []

let account: TestAccount
let share: AwsClients
let deployer: AwsClients
let viewer: AwsClients

async function makeRole(RoleName: string, policies: string[], trust: object) {
  const { Role } = await account.iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }),
  )
  for (const name of policies) {
    const PolicyName = name.replace('.json', '')
    await account.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: file(name) }))
  }
  return Role?.Arn ?? ''
}

/** The roles as docs/iam says, and the console in a session of its own. */
beforeAll(async () => {
  account = await createTestAccount()
  const { accountId, region, url: endpointUrl } = account
  const consoleTrust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: accountId }, Action: 'sts:AssumeRole' }],
  }
  const consoleArn = await makeRole('PorticoConsole', ['console.json'], consoleTrust)
  const trust = JSON.parse(
    file('trust.json').replace('arn:PARTITION:iam::111122223333:role/PorticoConsole', consoleArn),
  )
  const viewerArn = await makeRole('PorticoViewer', ['viewer.json'], trust)
  const deployerArn = await makeRole('PorticoDeployer', ['viewer.json', 'deployer.json'], trust)
  const { Credentials } = await eventually(() =>
    account.sts.send(new AssumeRoleCommand({ RoleArn: consoleArn, RoleSessionName: 'console' })),
  )
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken,
  }
  share = createClients({ region, endpointUrl, credentials })
  const as = (roleArn: string) =>
    createClients({
      region,
      endpointUrl,
      onCall: ({ operation, error = '' }) => {
        if (/AccessDenied/.test(error)) denials.push(operation)
        else called.add(operation)
      },
      credentials: assumedRole(share.sts, { roleArn, sessionName: person, externalId: 'choose-one' }),
    })
  deployer = as(deployerArn)
  viewer = as(viewerArn)
  await eventually(() => deployer.sagemaker.config.credentials())
  await eventually(() => viewer.sagemaker.config.credentials())
})
afterAll(() => account.close())

const contextOf = (clients: AwsClients) => ({ ...testContext(account), clients })
const context = () => contextOf(deployer)
const spec = withFields(defaultSpec(endpointName, 'Real-time'), {
  sampleRow: row,
  accessLog: true,
  alarms: { errorPercent: 5, latencyMs: 5_000 },
  access: { kind: 'key' as const, header: 'authorization' as const, rateLimit: 50, burstLimit: 100, quotaPerDay: 500 },
})
const subject = async (clients: AwsClients) => ({
  endpointName,
  variants: variantsOf(await describeEndpoint(clients, endpointName)),
  functionName: `portico-${endpointName}`,
  api: { id: 'abc1234567', name: spec.apiName, stage: spec.stage },
})

/** A GET through every hop; each answers. */
async function traced(clients: AwsClients) {
  const { resourcePath, queryParameter, request, contract } = onlyRoute(spec)
  const place = { resourcePath, stage: spec.stage, queryParameter, request, contract }
  const facts = { ...place, origin: context().consoleOrigin, streaming: false }
  const event = testEventsOf(facts, row).find(({ id }) => id === 'get')?.event
  const states: string[] = []
  for await (const one of runTrace(contextOf(clients), endpointName, event ?? expect.unreachable())) {
    if (one.type === 'hop') states.push(`${one.outcome.hop} ${one.outcome.state}`)
  }
  return states
}

/** Every read of the pages, and who cannot gets AWS's refusal. */
async function readEverything(clients: AwsClients) {
  const own = contextOf(clients)
  const { target } = own
  const apis = await listManagedApis(clients, target)
  const page = await listEndpoints(clients, parseEndpointQuery({}), Promise.resolve(apis))
  const endpoint = await describeEndpoint(clients, endpointName)
  const url = { functionName: `portico-${endpointName}`, lambdaMb: 256, apiName: spec.apiName, stage: spec.stage }
  const [dashboard, wirings, wiring, history, keys, key, metrics, cost, logs, jobs, plan, removal, exported] =
    await Promise.all([
      readDashboard(clients, target, Date.now()),
      listWirings(clients, target),
      readWiring(own, endpointName),
      readDeploymentHistory(own, endpointName),
      listKeys(clients, endpointName, new Date()),
      readPlaygroundKey(clients, endpointName),
      readMetrics(clients, await subject(clients), '1h', Date.now()),
      readCost(clients, { region: account.region, endpoint, url }, Date.now()),
      readLogs(own, {
        endpointName,
        servingEndpoint: endpointName,
        sources: logSources,
        since: Date.now() - 3_600_000,
      }),
      listJobs(clients.sagemaker, endpointName),
      planDeploy(own, spec),
      planRemove(own, endpointName),
      exportApi(own, endpointName),
    ])
  const events = await lookupEvents(clients.trail, {
    attribute: { key: 'ReadOnly', value: 'false' },
    since: new Date(Date.now() - 3_600_000),
    mostPages: 1,
    paceOf: account.accountId,
  })
  const links = await listShareLinks(linkPlace(clients, apis[0]?.restApiId ?? ''))
  return {
    page,
    dashboard,
    wirings,
    wiring,
    history,
    keys,
    key,
    metrics,
    cost,
    logs,
    jobs,
    plan,
    removal,
    exported,
    events,
    links,
  }
}

const linkPlace = (clients: AwsClients, restApiId: string) => ({
  ...contextOf(clients),
  spec,
  person,
  endpointName,
  restApiId,
  secret,
  origin: 'http://127.0.0.1',
})

describe('under docs/iam alone', () => {
  it('a deployer deploys, changes, gives out keys and links, traces, and reads', async () => {
    const first = unwrap(await runDeploy(context(), spec, quiet))
    expect(first.sample?.status).toBe(200)
    const moved = { apiName: 'Iris, moved', stage: 'live', resourcePath: 'classify' }
    const changed = withFields(spec, { ...moved, allowedIps: ['127.0.0.0/8', '::1/128'], memoryMb: 512 })
    expect(unwrap(await runDeploy(context(), changed, quiet)).sample?.status).toBe(200)
    // The web ACL goes with the next spec that has none.
    const guarded = withFields(spec, { webAcl: webAclArn(context().target, 'public-apis') })
    expect(unwrap(await runDeploy(context(), guarded, quiet)).sample?.status).toBe(200)
    const place = { clients: deployer, endpointName, person }
    const key = unwrap(await createKey(place, 'Mobile app'))
    const rotated = unwrap(await rotateKey(place, key.id))
    unwrap(await setKeyEnabled(place, key.id, false))
    unwrap(await revokeKey(place, key.id))
    unwrap(await revokeKey(place, rotated.id))
    const links = linkPlace(deployer, first.restApiId ?? '')
    const linkSpec = { title: 'Iris', days: 7, bounded: true, embedOrigins: [] }
    const { link } = unwrap(await createShareLink(links, linkSpec))
    const claims = { account: account.accountId, region: account.region, restApiId: links.restApiId, linkId: link.id }
    const shared = await readShared({ clients: share, target: context().target, fetch }, claims)
    expect(shared).toMatchObject({ state: 'live', page: { apiKey: { value: expect.any(String) } } })
    await revokeShareLink(links, link.id)
    unwrap(await createShareLink(links, { ...linkSpec, title: 'Iris again' }))
    expect(await traced(deployer)).toEqual(
      ['endpoint', 'function', 'method', 'url', 'browser'].map((hop) => `${hop} answered`),
    )
    for (const [name, places] of [
      [endpointName, 0],
      ['auto-mpg-forest', 1],
    ] as const) {
      const { found, refused } = await findEvidence(deployer, name)
      expect([found.length >= places, refused]).toEqual([true, []])
    }
    expect((await probeFeatures(deployer, endpointName)) as object).toBeTruthy()
    const { UserPool } = await account.cognito.send(new CreateUserPoolCommand({ PoolName: 'callers' }))
    expect(await listUserPools(deployer.cognito, context().target)).toHaveLength(1)
    expect(await userPoolExists(deployer.cognito, UserPool?.Id ?? '')).toBe(true)
    unwrap(await writeTags(deployer, endpointName, [{ key: 'team', value: 'fraud' }]))
    const { arn } = await describeEndpoint(deployer, endpointName)
    const ownRole = `arn:aws:iam::${account.accountId}:role/PorticoViewer`
    expect((await checkExistingRole(deployer, ownRole, arn)).length).toBeGreaterThan(0)
    const read = await readEverything(deployer)
    expect(read.wiring.state).toBe('live')
    expect(denials).toEqual([])
  })

  it('a deployer has the gateway call SageMaker by itself, and keep answers', async () => {
    const plain = defaultSpec('auto-mpg-forest', 'Real-time')
    const direct = withFields(plain, {
      request: { ...onlyRoute(plain).request, methods: 'get' as const },
      cache: { sizeGb: '0.5' as const, ttlSeconds: 60 },
      sampleRow: '8,307,130,3504,12,70,1',
      integration: { kind: 'direct' as const },
    })
    expect(unwrap(await runDeploy(context(), direct, quiet)).sample?.status).toBe(200)
    const reworded = withFields(direct, { queryParameter: 'row' })
    const again = unwrap(await runDeploy(context(), reworded, quiet))
    expect(again.sample?.status).toBe(200)
    // One that is still being made is empty, and is not emptied.
    const stage = new GetStageCommand({ restApiId: again.restApiId, stageName: direct.stage })
    const { apiGateway } = testContext(account).clients
    await until(
      () => apiGateway.send(stage),
      ({ cacheClusterStatus }) => cacheClusterStatus === 'AVAILABLE',
    )
    // A name of its own in front, and answers kept: from one path, stage and certificate to others.
    const certificate = (id: string) => `arn:aws:acm:${account.region}:${account.accountId}:certificate/${id}`
    const domain = { name: 'models.acme.dev', certificateArn: certificate('one'), basePath: 'v1' }
    const named = withFields(direct, {
      request: { ...onlyRoute(direct).request, methods: 'get' as const },
      cache: { sizeGb: '0.5' as const, ttlSeconds: 60 },
      domain,
    })
    unwrap(await runDeploy(context(), named, quiet))
    const moved = { ...named, stage: 'live', domain: { ...domain, certificateArn: certificate('two') } }
    unwrap(await runDeploy(context(), moved, quiet))
    const renamed = { ...moved, apiName: 'another', domain: { ...moved.domain, basePath: '' } }
    unwrap(await runDeploy(context(), renamed, quiet))
    unwrap(await runRemove(context(), onlyRoute(direct).endpointName, quiet))
    expect(denials).toEqual([])
  })

  it('a deployer runs a transform job and stops one', async () => {
    const bucket = defaultBucket(account.region, account.accountId)
    const order = async () => {
      const { jobName, uploads } = await beginJob(deployer, context().target, { endpointName, bucket })
      const place = { endpointName, jobName, bucket }
      const sent = async (object: 'rows' | 'source') => {
        const part = { uploadId: uploads[object], number: 1, bytes: Buffer.from(`${row}\n`) }
        return { id: uploads[object], etags: [await sendPart(deployer.s3, placeOf(place, object), part)] }
      }
      return {
        ...place,
        uploads: { rows: await sent('rows'), source: await sent('source') },
        manifest: { fileName: 'f.csv', rows: 1, sent: 1 },
        instanceType: 'ml.m5.large',
        instanceCount: 1,
        oneRowAtATime: false,
      }
    }
    const start = await order()
    await startJob(deployer, context().target, start, person)
    await until(
      () => listJobs(deployer.sagemaker, endpointName),
      ([job]) => job?.status === 'Completed',
    )
    const output = { endpointName, jobName: start.jobName, object: 'output' as const, offset: 0 }
    expect((await readJobObject(viewer, output)).bytes.length).toBeGreaterThan(0)
    const second = await order()
    await startJob(deployer, context().target, second, person)
    await stopJob(deployer.sagemaker, endpointName, second.jobName)
    const third = await beginJob(deployer, context().target, { endpointName, bucket })
    await abandonJob(deployer, { endpointName, bucket, jobName: third.jobName }, third.uploads)
  })

  it('a viewer reads all of it', async () => {
    const read = await readEverything(viewer)
    expect(read.page.rows.length).toBeGreaterThan(3)
    expect(read.wiring).toMatchObject({ state: 'live', resources: expect.arrayContaining([]) })
    expect(read.wiring.resources.filter((one) => one.health !== 'healthy').map((one) => one.why)).not.toContain(
      'unread',
    )
    expect(read.key).toBeTruthy()
    expect(read.keys.usageProblem).toBeUndefined()
    expect(read.links).toHaveLength(1)
    expect([read.plan.ok, read.removal.ok]).toEqual([true, true])
    expect((await checkWiring(contextOf(viewer), endpointName)).state).toBeTruthy()
    expect(denials).toEqual([])
  })

  it('AWS refuses a viewer each write that the code knows', async () => {
    const writes = writeOperations(root)
    expect(writes.length).toBeGreaterThan(45)
    const responses = await Promise.all(writes.map(async (one) => `${one}: ${await tried(one, viewer)}`))
    expect(responses.filter((one) => !/: (AccessDenied|AccessDeniedException)$/.test(one))).toEqual([])
    const deploy = await runDeploy(contextOf(viewer), withFields(spec, { timeoutSeconds: 20 }), quiet)
    expect(deploy.ok ? '' : deploy.error.code).toBe('access-denied')
    const removal = await runRemove(contextOf(viewer), endpointName, quiet)
    expect(removal.ok ? '' : removal.error.code).toBe('access-denied')
  })

  it('a deployer touches nothing that is not ours', async () => {
    const denied = async (call: Promise<unknown>) =>
      call.then(
        () => 'allowed',
        (error: Error) => error.name,
      )
    const theirs = await handMade()
    for (const name of [
      'api-gateway:DeleteRestApi',
      'api-gateway:UpdateStage',
      'lambda:DeleteFunction',
      'iam:PutRolePolicy',
    ]) {
      const own = { restApiId: theirs.restApiId, stageName: 'prod', FunctionName: 'by-hand', RoleName: 'by-hand' }
      expect(`${name} ${await tried(name, deployer, own)}`).toMatch(/AccessDenied/)
    }
    // An alarm whose name begins as ours, and one of ours beside it: a request is allowed for all that it names, or not at all.
    const alarm = (AlarmName: string, more = {}) =>
      new PutMetricAlarmCommand({
        ...{ AlarmName, Namespace: 'AWS/ApiGateway', MetricName: 'Latency', Statistic: 'Average', Period: 60 },
        ...{ EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' },
        ...more,
      })
    const [theirAlarm, ownAlarm] = ['portico-of-somebody', 'portico-of-ours']
    await account.cloudWatch.send(alarm(theirAlarm))
    await deployer.cloudWatch.send(alarm(ownAlarm, { Tags: [{ Key: 'portico:managed', Value: 'true' }] }))
    const deleting = (...AlarmNames: string[]) =>
      denied(deployer.cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames })))
    expect(await denied(deployer.cloudWatch.send(alarm(theirAlarm)))).toBe('AccessDeniedException')
    expect(await denied(deployer.cloudWatch.send(alarm('portico-without-tags')))).toBe('AccessDeniedException')
    expect(await deleting(theirAlarm)).toBe('AccessDeniedException')
    expect(await deleting(ownAlarm, theirAlarm)).toBe('AccessDeniedException')
    expect(await denied(deployer.cloudWatch.send(alarm(ownAlarm)))).toBe('allowed')
    expect(await deleting(ownAlarm)).toBe('allowed')
    expect(await denied(deployer.apiGateway.send(new CreateRestApiCommand({ name: 'without-tags' })))).toBe(
      'AccessDeniedException',
    )
  })

  it('a deployer removes a URL, adopts one made by hand and gives it back', async () => {
    unwrap(await runRemove(context(), endpointName, quiet))
    const { url } = await handMade()
    const walk = unwrap(await walkInvokeUrl(context(), url))
    unwrap(await runDeploy(context(), adoptionSpec(walk, endpointName, row), quiet))
    expect(await (await fetch(`${url}?data=${row}`)).text()).not.toContain('by hand')
    unwrap(await runRemove(context(), endpointName, quiet))
    expect(await (await fetch(`${url}?data=${row}`)).text()).toContain('by hand')
  })

  it('a deployer completes an import that leaves parts out', async () => {
    await dropFromImports(account, { validators: true, gatewayResponses: true })
    unwrap(await runDeploy(context(), spec, quiet))
    const permissionsBoundary = 'arn:aws:iam::aws:policy/PowerUserAccess'
    const key = `arn:aws:kms:${account.region}:${account.accountId}:key/logs`
    await account.makeLogKeys([key])
    const guardRails = { permissionsBoundary, logKeys: [key], tags: [{ key: 'owner' }] }
    unwrap(await runDeploy({ ...context(), guardRails }, { ...spec, tags: { owner: 'ana' } }, quiet))
    await dropFromImports(account, {})
    const { resources } = await readWiring(context(), endpointName)
    expect(resources.filter(({ health }) => health !== 'healthy')).toEqual([])
    unwrap(await runRemove(context(), endpointName, quiet))
  })

  it('permissions are there for what was called, and for little else', () => {
    const uncalled = [...operationsOf(root).keys()].filter((key) => !called.has(key.split(':')[1] ?? ''))
    // Each is called on a road that this test does not take: drift of the trust policy, of the body's model, of what was
    // added to role and function, an adopted integration's role, a job of the same second, managed policies, an endpoint of components or of many models.
    expect(uncalled.sort()).toEqual(
      [
        'api-gateway:GetIntegration',
        'api-gateway:UpdateModel',
        'iam:DetachRolePolicy',
        'iam:GetPolicyVersion',
        'iam:UpdateAssumeRolePolicy',
        'lambda:DeleteFunctionConcurrency',
        'lambda:DeleteFunctionUrlConfig',
        's3:DeleteObject',
        's3:ListObjectsV2',
        'sagemaker:DescribeInferenceComponent',
        'sagemaker:ListInferenceComponents',
        'sts:AssumeRole',
      ].sort(),
    )
  })
})

let made: ReturnType<typeof wireByHand> | undefined
/** What a tutorial makes, by somebody who can all. */
const handMade = () => {
  made ??= wireByHand(account, { endpointName, response: 'by hand' })
  return made
}

const clientOf: Record<string, keyof AwsClients> = {
  'api-gateway': 'apiGateway',
  cloudwatch: 'cloudWatch',
  wafv2: 'waf',
  'cloudwatch-logs': 'logs',
  iam: 'iam',
  lambda: 'lambda',
  s3: 's3',
  sagemaker: 'sagemaker',
  'sagemaker-runtime': 'runtime',
}

/** Whatever labels and members an operation can request. */
const anyInput = {
  documentationPartId: 'p',
  ...{ restApiId: 'abcdefghij', resourceId: 'r', httpMethod: 'GET', statusCode: '200', stageName: 's' },
  ...{ domainName: 'models.acme.dev', basePath: 'v1' },
  ...{ deploymentId: 'd', usagePlanId: 'u', apiKey: 'k', keyId: 'k', keyType: 'API_KEY', modelName: 'm', name: 'n' },
  ...{ responseType: 'DEFAULT_4XX', exportType: 'oas30' },
  ...{ resourceArn: 'arn:aws:apigateway:us-east-1::/restapis/abcdefghij', tags: { a: 'b' }, tagKeys: ['a'] },
  ...{ type: 'MOCK', authorizationType: 'NONE', body: '{}', patchOperations: [], mode: 'overwrite' },
  ...{ Resource: 'arn:aws:lambda:us-east-1:1:function:portico-x', kmsKeyId: 'arn:aws:kms:us-east-1:1:key/k' },
  ...{ FunctionName: 'portico-x', Name: 'live', StatementId: 's', Role: 'arn:aws:iam::1:role/portico-x' },
  ...{ RoleName: 'portico-x', PolicyName: 'p', PolicyDocument: '{}', AssumeRolePolicyDocument: '{}' },
  ...{ logGroupName: '/aws/lambda/portico-x', retentionInDays: 7, Code: {}, FunctionVersion: '1' },
  ...{ Bucket: 'sagemaker-x', Key: 'portico/x', Body: 'x', UploadId: 'u', PartNumber: 1 },
  ...{ TransformJobName: 'portico-x', ModelName: 'm', EndpointName: 'iris-xgboost', Action: 'lambda:InvokeFunction' },
  ...{ Principal: 'apigateway.amazonaws.com' },
  ...{ AlarmName: 'portico-x-5xx', AlarmNames: ['portico-x-5xx'], Namespace: 'AWS/ApiGateway', MetricName: 'Latency' },
  ...{ Statistic: 'Average', Period: 60, EvaluationPeriods: 1, Threshold: 1, Tags: [{ Key: 'a', Value: 'b' }] },
  ...{
    WebACLArn: 'arn:aws:wafv2:us-east-1:1:regional/webacl/a/1',
    ResourceArn: 'arn:aws:apigateway:us-east-1::/restapis/abcdefghij/stages/s',
  },
  ...{ ComparisonOperator: 'GreaterThanThreshold', ResourceARN: 'arn:aws:cloudwatch:us-east-1:1:alarm:portico-x-5xx' },
  ...{ ResourceArn: 'arn:aws:sagemaker:us-east-1:1:endpoint/iris-xgboost' },
}

type Sends = { send(command: unknown): Promise<unknown> }
type Modules = Record<string, new (input: object) => unknown>

/** AWS's name of the refusal. */
async function tried(key: string, clients: AwsClients, input: object = {}): Promise<string> {
  const [client = '', operation = ''] = key.split(':')
  const name = clientOf[client]
  if (!name) return `no client for ${client}`
  const module = (await import(`@aws-sdk/client-${client}`)) as Modules
  const Command = module[`${operation}Command`]
  if (!Command) return `no command ${operation}`
  return (clients[name] as unknown as Sends).send(new Command({ ...anyInput, ...input })).then(
    () => 'allowed',
    (error: Error) => error.name,
  )
}

describe('a deployer of an account that requires a prefix and a path of roles', () => {
  const roleNames = { prefix: 'acme-', path: '/ml/' }
  const plain = defaultSpec('iris-serverless', 'Serverless')

  it('makes and removes roles of these names, and no others', async () => {
    const { accountId, region, url: endpointUrl } = account
    const trust = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: accountId }, Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'] },
      ],
    }
    const roleArn = await makeRole('PlatformDeployer', ['viewer.json'], trust)
    await account.iam.send(
      new PutRolePolicyCommand({
        RoleName: 'PlatformDeployer',
        PolicyName: 'deployer',
        PolicyDocument: JSON.stringify(deployerPolicy(roleNames)),
      }),
    )
    const credentials = assumedRole(account.sts, { roleArn, sessionName: person })
    await eventually(() => credentials())
    const own = contextOf(createClients({ region, endpointUrl, credentials }))
    const named = { ...own, target: { ...own.target, roleNames } }
    const refused = await runDeploy(own, plain, quiet)
    expect(refused).toMatchObject({ ok: false, error: { code: 'access-denied', denied: { action: 'iam:CreateRole' } } })
    unwrap(await runDeploy(named, plain, quiet))
    unwrap(await runRemove(named, 'iris-serverless', quiet))
  })
})
