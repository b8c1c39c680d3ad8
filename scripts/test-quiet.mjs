/** `npm run test:quiet`: opens each page in each state of a job, and prints how many calls of AWS it makes in a minute. */
import { spawnSync } from 'node:child_process'
import { ensureInstalled, root } from './lib/install.mjs'

ensureInstalled()
const { ensureBuilt } = await import('./lib/build.mjs')
const { ensureBrowser } = await import('./lib/browser.mjs')
ensureBuilt()
const args = ['node_modules/@playwright/test/cli.js', 'test', 'e2e/quiet.spec.ts', '-g', 'an open page', '--workers=1']
const env = { ...process.env, EVERY_PAGE: '1', CHROMIUM_PATH: ensureBrowser() }
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1)
