/**
 * Prints every file, export, type and package that nothing uses (knip.config.js says where knip starts), and every
 * package among the dependencies that only development uses.
 *
 *   node scripts/checks/check-unused.mjs [FOLDER]
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../lib/install.mjs'

const [folder] = process.argv.slice(2)

const args = [
  join(root, 'node_modules/knip/bin/knip.js'),
  ...['--no-progress', '--config', join(root, 'knip.config.js')],
  ...['--reporter', 'symbols', '--reporter', join(root, 'scripts/checks/lib/count-unused.mjs')],
  // A folder of a test has few of the places that the configuration names.
  folder ? '--no-config-hints' : '--treat-config-hints-as-errors',
]

for (const scope of [[], ['--production', '--strict', '--dependencies']]) {
  const { status } = spawnSync(process.execPath, [...args, ...scope], { cwd: folder ?? root, stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
