/** What a scene is played on: a production console of its own on a free port, and an account of its own in the sandbox. */
import { randomBytes } from 'node:crypto'
import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { IAMClient } from '@aws-sdk/client-iam'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { consoleEnv, freePort, startConsole, startSandbox, stop } from '../../scripts/lib/servers.mjs'
import { type Model, startContainers } from './containers'

export interface Scene {
  scene: string
  extraEndpoints: number
  /** How long a new role cannot be assumed, AWS's ms: more than 0 takes a sandbox of the scene's own. */
  rolePropagationMs: number
  /** Further endpoints, each with a model of the test's own behind it. */
  models: Record<string, Model>
}

export interface Stage {
  /** Which tests share it. */
  scene: string
  /** The console's address. */
  origin: string
  /** What it was started with: for another process beside it. */
  env: Record<string, string>
  sandbox: {
    url: string
    region: string
    accountId: string
    accessKeyId: string
    secretAccessKey: string
    invokeUrlTemplate: string
  }
  aws: { iam: IAMClient; lambda: LambdaClient; apiGateway: APIGatewayClient; logs: CloudWatchLogsClient }
}

/** The variable in which `global-setup.ts` writes how the sandbox of all scenes is reached. */
export const sandboxVariable = 'SANDBOX_OF_TESTS'

/** The variable in which it writes the seed that chooses looks. */
export const seedVariable = 'LOOKS_SEED'

/** AWS's seconds pass that much faster in the tests. */
export const sandboxFlags = (rolePropagationMs: number) => [
  ...['--time-scale', '20'],
  ...['--role-propagation-ms', String(rolePropagationMs)],
]

async function newAccount(sandboxUrl: string, options: object) {
  const response = await fetch(`${sandboxUrl}/_sandbox/accounts`, { method: 'POST', body: JSON.stringify(options) })
  if (!response.ok) throw new Error(`The sandbox made no account: ${response.status} ${await response.text()}`)
  return response.json()
}

async function open({ scene, extraEndpoints, rolePropagationMs, models }: Scene) {
  const containers = await startContainers(models)
  const own = rolePropagationMs > 0 ? await startSandbox(sandboxFlags(rolePropagationMs)) : undefined
  const sandbox = own?.info ?? JSON.parse(process.env[sandboxVariable] ?? '')
  const { endpoints } = containers
  const info = { ...sandbox, ...(await newAccount(sandbox.url, { endpoints, extraEndpoints })) }
  const port = await freePort()
  const env = consoleEnv(info, port, randomBytes(32).toString('base64'))
  const console_ = await startConsole(port, env)
  const options = {
    region: info.region,
    endpoint: info.url,
    credentials: { accessKeyId: info.accessKeyId, secretAccessKey: info.secretAccessKey },
  }
  const stage: Stage = {
    scene,
    origin: `http://127.0.0.1:${port}`,
    env,
    sandbox: info,
    aws: {
      iam: new IAMClient(options),
      lambda: new LambdaClient(options),
      apiGateway: new APIGatewayClient(options),
      logs: new CloudWatchLogsClient(options),
    },
  }
  async function close() {
    await Promise.all([stop(console_), own && stop(own.child)])
    containers.stop()
  }
  return { stage, close }
}

/** One stage at a time: that of the file under test. Neighbouring tests of one scene share it. */
export function stages() {
  let current: { of: string; opened: ReturnType<typeof open> } | undefined
  async function close() {
    const last = current
    current = undefined
    await (await last?.opened)?.close()
  }
  return {
    async of(wanted: Scene): Promise<Stage> {
      const of = JSON.stringify({ ...wanted, models: Object.keys(wanted.models) })
      if (current?.of !== of) {
        await close()
        current = { of, opened: open(wanted) }
      }
      return (await current.opened).stage
    },
    close,
  }
}
