/** The production build, made only where a source is newer than the last one. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './install.mjs'

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

/** The newest change of any source, a removed file included, as its folder's time tells. */
const newestSource = () =>
  Math.max(
    ...sources
      .map((name) => join(root, name))
      .filter(existsSync)
      .map(newest),
  )

export function ensureBuilt() {
  const built = join(root, '.next/standalone/.next')
  const buildId = join(built, 'BUILD_ID')
  if (existsSync(join(built, 'static')) && existsSync(buildId) && statSync(buildId).mtimeMs >= newestSource()) return
  console.log('Building the console (next build)…')
  run(process.execPath, ['scripts/build.mjs'], {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  })
}
