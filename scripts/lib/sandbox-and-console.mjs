/** Starts a sandbox and a console beside it for a person, says how to sign in, and ends both together. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withSecondAccount } from './second-account.mjs'
import { consoleEnv, freePort, startConsole, startSandbox, stop } from './servers.mjs'

/**
 * @param {object} [options]
 * @param {string[]} [options.command] what serves the console; the production build unless given
 * @param {import('node:child_process').StdioOptions} [options.stdio]
 * @param {string} [options.note] what else to print once both are ready
 */
export async function runSandboxAndConsole({ command, stdio, note = '' } = {}) {
  const children = []
  // The sandbox begins empty each time, and so do the jobs that were done in it.
  const data = mkdtempSync(join(tmpdir(), 'portico-data-'))
  process.once('exit', () => rmSync(data, { recursive: true, force: true }))
  let ending = false
  async function end(code) {
    if (ending) return
    ending = true
    await Promise.all(children.map(stop))
    process.exit(code)
  }
  const endWith = (child, name) => {
    children.push(child)
    child.once('exit', (code) => {
      if (!ending) console.error(`The ${name} ended with ${code}.`)
      end(1)
    })
  }
  process.on('SIGINT', () => end(0))
  process.on('SIGTERM', () => end(0))
  // The terminal was closed.
  process.on('SIGHUP', () => end(0))

  console.log('Starting the sandbox (it trains its models first)…')
  const { child, info } = await startSandbox(process.argv.slice(2))
  endWith(child, 'sandbox')
  const port = await freePort(Number(process.env.PORT || 3000))
  const env = {
    ...consoleEnv(info, port, randomBytes(32).toString('base64')),
    ...(await withSecondAccount(info)),
    SHARED_READS: 'on',
    PORTICO_DATA_DIR: data,
  }
  endWith(await startConsole(port, env, stdio, command), 'console')

  console.log(`
  Portico is ready:  http://127.0.0.1:${port}

  Sign in as Dana Deployer to deploy a public API, as Vera Viewer to look only, or as Ada Admin.
  In the account production, which the header leads to, only Ada deploys, and the console has roles of docs/iam alone.
  AWS here is a sandbox on this machine: ${info.url}
  Point any AWS client at it:
    AWS_ENDPOINT_URL=${info.url} AWS_REGION=${info.region} AWS_ACCESS_KEY_ID=${info.accessKeyId} AWS_SECRET_ACCESS_KEY=${info.secretAccessKey}
${note}
  Ctrl C ends both.
`)
}
