/**
 * What `output: 'standalone'` leaves out of its folder: the files that Next takes a CDN to serve, and our entrance, which
 * takes the name of Next's own server, so that however the folder is started, it stands before Next.
 * https://nextjs.org/docs/app/api-reference/config/next-config-js/output
 */
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

const dist = join(root, '.next')
export const standalone = join(dist, 'standalone')

export function completeStandalone() {
  for (const [from, to] of [
    [join(dist, 'static'), join(standalone, '.next/static')],
    [join(root, 'public'), join(standalone, 'public')],
  ]) {
    rmSync(to, { recursive: true, force: true })
    if (existsSync(from)) cpSync(from, to, { recursive: true })
  }
  renameSync(join(standalone, 'server.js'), join(standalone, 'next-server.js'))
  for (const [from, to] of [
    ['entrance.mjs', 'entrance.mjs'],
    ['route-pattern.mjs', 'route-pattern.mjs'],
    ['server.mjs', 'server.js'],
  ])
    cpSync(join(root, 'scripts/lib', from), join(standalone, to))
}
