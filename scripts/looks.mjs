/**
 * `npm run looks`: draws every page and state into test-results/looks, and fails if a cell has a defect. `CELLS=endpoint,logs` draws only these pages.
 * `npm run pictures`: draws the pictures of README and docs again, into docs/images.
 */
import { spawnSync } from 'node:child_process'
import { ensureInstalled, root } from './lib/install.mjs'

ensureInstalled()
const { ensureBuilt } = await import('./lib/build.mjs')
const { ensureBrowser } = await import('./lib/browser.mjs')
ensureBuilt()
const files = process.argv.includes('--docs') ? ['docs.spec.ts'] : ['pages.spec.ts', 'large.spec.ts']
const args = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'playwright.looks.config.ts', ...files]
const env = { ...process.env, CHROMIUM_PATH: ensureBrowser() }
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1)
