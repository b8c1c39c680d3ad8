/** Starts the sandbox and the console as processes of their own, for the demo and for browser tests. */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { root } from './install.mjs'
import { endWithThisProcess } from './side-by-side.mjs'

/**
 * Below the ports that systems give to outgoing connections: one of those could take the port before its server does.
 * https://www.kernel.org/doc/html/latest/networking/ip-sysctl.html (ip_local_port_range)
 */
const anyPort = () => randomInt(20_000, 32_000)

/** @param {number} wanted the port to take where it is free; any other otherwise */
export async function freePort(wanted = anyPort()) {
  const server = createServer()
  const listening = new Promise((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  })
  server.listen(wanted, '127.0.0.1')
  try {
    await listening
  } catch (error) {
    if (error.code === 'EADDRINUSE') return freePort()
    throw error
  }
  await new Promise((resolve) => server.close(resolve))
  return wanted
}

/** Ends a child and waits until it is gone. */
export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await gone
  clearTimeout(late)
}

/**
 * @param {string[]} args the sandbox's own flags
 * @returns the child and the line that it prints once ready
 */
export async function startSandbox(args = []) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  endWithThisProcess(child)
  const lines = createInterface({ input: child.stdout })
  const line = await Promise.race([
    once(lines, 'line').then(([text]) => text),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`The sandbox ended with ${code} before it was ready`)),
    ),
  ])
  return { child, info: JSON.parse(line) }
}

/** The variables that point a console at a sandbox. */
export function consoleEnv(info, port, secret) {
  return {
    NEXTAUTH_URL: `http://127.0.0.1:${port}`,
    NEXTAUTH_SECRET: secret,
    AWS_REGION: info.region,
    AWS_ENDPOINT_URL: info.url,
    AWS_ACCESS_KEY_ID: info.accessKeyId,
    AWS_SECRET_ACCESS_KEY: info.secretAccessKey,
    INVOKE_URL_TEMPLATE: info.invokeUrlTemplate,
    PORTICO_REGIONS: 'eu-west-1',
    PORTICO_ACCOUNT_NAME: 'sandbox',
    DEMO_SIGN_IN: '1',
    // Not the ones of a `.env.local`: what is in them belongs to another AWS.
    DATABASE_URL: '',
    PORTICO_DATA_DIR: '',
    // Tests change AWS beside the console and look at once.
    SHARED_READS: 'off',
    // Less than `stop` waits.
    SHUTDOWN_SECONDS: '3',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

/**
 * A console on `port`; resolves once its health route answers.
 *
 * @param {string[]} command what Node runs, with `-H` and `-p` after it; the production build unless given
 */
export async function startConsole(
  port,
  env,
  stdio = ['ignore', 'ignore', 'inherit'],
  command = ['scripts/start.mjs'],
) {
  const child = spawn(process.execPath, [...command, '-H', '127.0.0.1', '-p', String(port)], {
    cwd: root,
    stdio,
    env: { ...process.env, ...env },
  })
  endWithThisProcess(child)
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`The console ended with ${code} before it was ready`)
  })
  await Promise.race([healthy(`http://127.0.0.1:${port}/api/health`), exited])
  exited.catch(() => {})
  return child
}

async function healthy(url) {
  const deadline = Date.now() + 180_000
  for (;;) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    if (Date.now() > deadline)
      throw new Error(`${url} did not answer 200 within three minutes; its last status was ${response?.status}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
