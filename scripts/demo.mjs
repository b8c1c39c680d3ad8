/** `npm run demo`: installs what is missing, builds if needed, starts sandbox and console, says how to sign in. */
import { randomBytes } from 'node:crypto'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { withSecondAccount } from './lib/second-account.mjs'
import { consoleEnv, freePort, startConsole, startSandbox, stop } from './lib/servers.mjs'

ensureInstalled()
ensureBuilt()

console.log('Starting the sandbox (it trains its models first)…')
const sandbox = await startSandbox(process.argv.slice(2))
const port = await freePort(Number(process.env.PORT || 3000))
const env = {
  ...consoleEnv(sandbox.info, port, randomBytes(32).toString('base64')),
  ...(await withSecondAccount(sandbox.info)),
}
const consoleChild = await startConsole(port, env)

console.log(`
  Portico is ready:  http://127.0.0.1:${port}

  Sign in as Dana Deployer to deploy a public URL, as Vera Viewer to look only, or as Ada Admin.
  In the account production, which the header leads to, only Ada deploys, and the console has roles of docs/iam alone.
  AWS here is a sandbox on this machine: ${sandbox.info.url}
  Point any AWS client at it:
    AWS_ENDPOINT_URL=${sandbox.info.url} AWS_REGION=${sandbox.info.region} AWS_ACCESS_KEY_ID=${sandbox.info.accessKeyId} AWS_SECRET_ACCESS_KEY=${sandbox.info.secretAccessKey}

  Ctrl C ends both.
`)

let ending = false
async function end(code) {
  if (ending) return
  ending = true
  await Promise.all([stop(consoleChild), stop(sandbox.child)])
  process.exit(code)
}
process.on('SIGINT', () => end(0))
process.on('SIGTERM', () => end(0))
for (const [name, child] of [
  ['console', consoleChild],
  ['sandbox', sandbox.child],
]) {
  child.once('exit', (code) => {
    if (!ending) console.error(`The ${name} ended with ${code}.`)
    end(1)
  })
}
