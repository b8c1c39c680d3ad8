/** `npm run dev`: installs what is missing, starts the sandbox and `next dev`, says how to sign in. A change shows at once. */
import { ensureInstalled, run } from './lib/install.mjs'
import { runSandboxAndConsole } from './lib/sandbox-and-console.mjs'

ensureInstalled()
run(process.execPath, ['--import', 'tsx', 'scripts/build-handler.ts'])
run(process.execPath, ['--import', 'tsx', 'scripts/build-guide.ts'])
await runSandboxAndConsole({
  command: ['node_modules/next/dist/bin/next', 'dev'],
  stdio: 'inherit',
  note: `
  A change in app/, components/ or lib/ shows in the page at once. After one in lambda-template/ run npm run prepare;
  after one in sandbox/ start this again.
`,
})
