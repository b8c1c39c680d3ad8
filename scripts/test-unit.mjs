/**
 * `npm run test:unit`: the tests that need no sandbox, build or browser, and nothing of AWS. With `-- --watch` it runs again
 * what a change concerns; other arguments are Vitest's.
 */
import { spawnSync } from 'node:child_process'
import { ensureInstalled, root, run } from './lib/install.mjs'

ensureInstalled()
run(process.execPath, ['--import', 'tsx', 'scripts/build-handler.ts'])
const given = process.argv.slice(2)
const mode = given.some((one) => one === '--watch' || one === '-w') ? [] : ['run']
const args = ['node_modules/vitest/vitest.mjs', ...mode, '-c', 'vitest.unit.config.mjs', ...given]
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1)
