/** JavaScript that each page loads first, gzip, beside an empty app that the same Next builds. Measures the production build. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '../scripts/lib/install.mjs'
import { report } from './row'

interface RouteStats {
  route: string
  firstLoadChunkPaths: string[]
}

const sizes = new Map<string, number>()
function sizeOf(file: string): number {
  const known = sizes.get(file) ?? gzipSync(readFileSync(file)).length
  sizes.set(file, known)
  return known
}

const statsIn = (folder: string): RouteStats[] =>
  JSON.parse(readFileSync(join(folder, '.next/diagnostics/route-bundle-stats.json'), 'utf8'))

const bytesOf = (folder: string, { firstLoadChunkPaths }: RouteStats): number =>
  firstLoadChunkPaths.reduce((sum, path) => sum + sizeOf(join(folder, path)), 0)

/** A layout and a page with a line of text, and nothing else. */
function emptyApp(): number {
  // In this folder's tree, as Next finds packages upwards.
  const folder = mkdtempSync(join(root, '.next', 'empty-'))
  try {
    mkdirSync(join(folder, 'app'))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(
      join(folder, 'app/layout.jsx'),
      'export default ({ children }) => <html lang="en"><body>{children}</body></html>\n',
    )
    writeFileSync(join(folder, 'app/page.jsx'), 'export default () => <p>Empty</p>\n')
    writeFileSync(join(folder, 'next.config.js'), `export default { turbopack: { root: ${JSON.stringify(root)} } }\n`)
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    })
    if (status !== 0) throw new Error(`The empty app could not be built: ${stderr}`)
    const page = statsIn(folder).find(({ route }) => route === '/')
    if (!page) throw new Error('Next wrote no size of the empty app')
    return bytesOf(folder, page)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const empty = emptyApp()
const small = new Set(['/[account]/[region]/endpoints', '/sign-in', '/share/[token]', '/share/[token]/embed'])
const kb = (bytes: number) => `${(bytes / 1024).toFixed(0)} KB`
const pages = statsIn(root)
  .map((stats) => ({ route: stats.route, bytes: bytesOf(root, stats) }))
  .filter(({ route }) => !/^\/(_|primitives|$)/.test(route))
report(
  pages.map(({ route, bytes }) => {
    const most = small.has(route) ? 1.25 : 1.6
    const ratio = bytes / empty
    return {
      what: `JavaScript of ${route}`,
      measured: kb(bytes),
      peer: `${kb(empty)} of an empty app`,
      ratio,
      goal: `≤ ${most} ×`,
      met: ratio <= most,
    }
  }),
)
