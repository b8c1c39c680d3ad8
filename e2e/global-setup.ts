/**
 * One sandbox for a whole run of the browser tests, because each start of one takes seconds of work; each scene has an
 * account of its own in it. New roles can be assumed at once there: a deploy would wait a second for its role.
 */
import { startSandbox, stop } from '../scripts/lib/servers.mjs'
import { sandboxFlags, sandboxVariable } from './support/stage'

export default async function setup() {
  const { child, info } = await startSandbox(sandboxFlags(0))
  process.env[sandboxVariable] = JSON.stringify(info)
  return () => stop(child)
}
