/** The production build, made only where a source is newer than the last one. */
import { spawn } from 'node:child_process'
import { existsSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './install.mjs'
import { endWithThisProcess } from './side-by-side.mjs'

const sources = [
  'app',
  'components',
  'lib',
  'lambda-template/src',
  'public',
  'instrumentation.ts',
  'scripts/lib/entrance.mjs',
  'scripts/lib/server.mjs',
  'scripts/lib/standalone.mjs',
  'proxy.ts',
  'package-lock.json',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
]

function newest(path) {
  const info = statSync(path)
  if (!info.isDirectory()) return /\.(test\.tsx?|generated\.ts)$/.test(path) ? 0 : info.mtimeMs
  return Math.max(info.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** The newest change of any source, a removed file included, as its folder's time shows. */
const newestSource = () =>
  Math.max(
    ...sources
      .map((name) => join(root, name))
      .filter(existsSync)
      .map(newest),
  )

function isBuilt() {
  const built = join(root, '.next/standalone/.next')
  const buildId = join(built, 'BUILD_ID')
  return existsSync(join(built, 'static')) && existsSync(buildId) && statSync(buildId).mtimeMs >= newestSource()
}

const building = 'Building the console (next build)…'
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }

export function ensureBuilt() {
  if (isBuilt()) return
  console.log(building)
  run(process.execPath, ['scripts/build.mjs'], { env })
}

/**
 * The same beside other work.
 *
 * @param {string} log a file for what it prints
 * @param {(text: string) => void} print gets all of it at the end
 * @throws if the build failed
 */
export async function startBuild(log, print) {
  if (isBuilt()) return
  const output = openSync(log, 'w')
  const child = spawn(process.execPath, ['scripts/build.mjs'], { cwd: root, env, stdio: ['ignore', output, output] })
  endWithThisProcess(child)
  const status = await new Promise((resolve, reject) => {
    child.once('exit', resolve)
    child.once('error', reject)
  })
  print(`${building}\n${readFileSync(log, 'utf8')}\n`)
  if (status !== 0) throw new Error(`The build of the console ended with ${status}: its output is above.`)
}
