/** `npm run demo`: installs what is missing, builds if needed, starts sandbox and console, says how to sign in. */
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { runSandboxAndConsole } from './lib/sandbox-and-console.mjs'

ensureInstalled()
ensureBuilt()
await runSandboxAndConsole()
