/** `npm run test:faults`: every write × every kind of fault, kills at every write, pairs, and every broken wiring of the trace; prints the matrices. */
import { spawnSync } from 'node:child_process'
import { ensureInstalled, root } from './lib/install.mjs'

ensureInstalled()
spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build-handler.ts'], { cwd: root, stdio: 'inherit' })
const args = ['node_modules/vitest/vitest.mjs', 'run', '-c', 'vitest.faults.config.ts', ...process.argv.slice(2)]
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1)
