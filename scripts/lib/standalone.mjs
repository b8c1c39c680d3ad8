/**
 * What `output: 'standalone'` leaves out of its folder: Next takes it that a CDN serves these.
 * https://nextjs.org/docs/app/api-reference/config/next-config-js/output
 */
import { cpSync, existsSync, rmSync } from 'node:fs'
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
}
