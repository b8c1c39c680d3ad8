/** Calls a second of the sandbox's invoke URL, beside the same handler process behind a server that only hands calls on. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import * as gateway from '@aws-sdk/client-api-gateway'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { AddPermissionCommand, CreateFunctionCommand, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda'
import { startSandbox, stop } from '../scripts/lib/servers.mjs'
import { contextIn } from './account'
import { echoZip } from './invoke-url-handler'
import { type Row, report } from './row'

const connections = [1, 8, 32]
const seconds = 4
const warmUpMs = 2_000
/** Alternately, so that what else the machine does meets both. */
const rounds = 3
const goal = 0.6
/** The bodies of a small request for a prediction. */
const body = JSON.stringify({ instances: [[5.1, 3.5, 1.4, 0.2]] })

function call(url: string, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = request(
      url,
      { agent, method: 'POST', headers: { 'content-type': 'application/json' } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => resolve(response.statusCode === 200 && Buffer.concat(chunks).toString() === body))
      },
    )
    sent.on('error', () => resolve(false))
    sent.end(body)
  })
}

/** Each connection makes one call after the other. */
async function load(url: string, count: number, ms: number): Promise<{ perSecond: number; failed: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: count })
  const begun = performance.now()
  let done = 0
  let failed = 0
  const connection = async () => {
    while (performance.now() - begun < ms) {
      if (await call(url, agent)) done += 1
      else failed += 1
    }
  }
  await Promise.all(Array.from({ length: count }, connection))
  agent.destroy()
  return { perSecond: (done * 1000) / (performance.now() - begun), failed }
}

async function deploy(info: Awaited<ReturnType<typeof startSandbox>>['info']): Promise<string> {
  const { iam, lambda, apiGateway } = contextIn(info).clients
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }
  const logs = { Effect: 'Allow', Action: 'logs:*', Resource: '*' }
  const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  const FunctionName = 'invoke-url'
  const RoleName = FunctionName
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy(trust) }))
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'logs', PolicyDocument: policy(logs) }))
  const code = { Runtime: 'nodejs24.x' as const, Handler: 'index.handler', Code: { ZipFile: echoZip() } }
  const made = await lambda.send(new CreateFunctionCommand({ FunctionName, Role: Role?.Arn, ...code }))
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 60, minDelay: 1 }, { FunctionName })
  const permission = { Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' }
  await lambda.send(new AddPermissionCommand({ FunctionName, StatementId: 'gateway', ...permission }))
  const api = await apiGateway.send(new gateway.CreateRestApiCommand({ name: FunctionName }))
  const method = { restApiId: api.id, resourceId: api.rootResourceId, httpMethod: 'POST' }
  await apiGateway.send(new gateway.PutMethodCommand({ ...method, authorizationType: 'NONE' }))
  await apiGateway.send(
    new gateway.PutIntegrationCommand({
      ...{ ...method, type: 'AWS_PROXY', integrationHttpMethod: 'POST' },
      uri: `arn:aws:apigateway:${info.region}:lambda:path/2015-03-31/functions/${made.FunctionArn}/invocations`,
    }),
  )
  await apiGateway.send(new gateway.CreateDeploymentCommand({ restApiId: api.id, stageName: 'live' }))
  return info.invokeUrlTemplate.replace('{restApiId}', api.id ?? '').replace('{stage}', 'live')
}

const { child, info } = await startSandbox(['--role-propagation-ms', '0', '--time-scale', '100'])
const peer = fork(new URL('invoke-url-peer.ts', import.meta.url), ['25'], { execArgv: ['--import', 'tsx'] })
try {
  const [port] = (await once(peer, 'message')) as [number]
  const urls = { sandbox: await deploy(info), peer: `http://127.0.0.1:${port}/` }
  const rows: Row[] = []
  for (const count of connections) {
    const sums = { sandbox: 0, peer: 0 }
    // The first calls start the environments: they count as calls that can fail, not in the pace.
    let failed = (await load(urls.sandbox, count, warmUpMs)).failed
    await load(urls.peer, count, warmUpMs)
    for (let round = 0; round < rounds; round++)
      for (const name of ['sandbox', 'peer'] as const) {
        const measured = await load(urls[name], count, (seconds * 1000) / rounds)
        sums[name] += measured.perSecond / rounds
        if (name === 'sandbox') failed += measured.failed
      }
    const ratio = sums.sandbox / sums.peer
    const pace = (value: number) => `${Math.round(value)} calls a second`
    rows.push({
      what: `Invoke URL of the sandbox, ${count} connection${count === 1 ? '' : 's'}`,
      measured: `${pace(sums.sandbox)}, ${failed} failed`,
      peer: `${pace(sums.peer)} of the handler process alone`,
      ratio,
      goal: `≥ ${goal} ×, none failed`,
      met: ratio >= goal && failed === 0,
    })
  }
  report(rows)
} finally {
  await stop(child)
  await stop(peer)
}
