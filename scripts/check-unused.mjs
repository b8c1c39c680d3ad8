/**
 * Prints every file, export, type and package that nothing uses (knip.config.js says where knip starts), and every
 * package among the dependencies that only development uses.
 *
 *   node scripts/check-unused.mjs [FOLDER]
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const [folder] = process.argv.slice(2)

const args = [
  here('../node_modules/knip/bin/knip.js'),
  ...['--no-progress', '--config', here('../knip.config.js')],
  ...['--reporter', 'symbols', '--reporter', here('lib/count-unused.mjs')],
  // A folder of a test has few of the places that the configuration names.
  folder ? '--no-config-hints' : '--treat-config-hints-as-errors',
]

for (const scope of [[], ['--production', '--strict', '--dependencies']]) {
  const { status } = spawnSync(process.execPath, [...args, ...scope], { cwd: folder ?? here('..'), stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
