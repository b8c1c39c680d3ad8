/**
 * One sandbox for a whole run of the browser tests, because each start of one takes seconds of work; each scene has an
 * account of its own in it. New roles can be assumed at once there: a deploy would wait a second for its role.
 */
import { randomInt } from 'node:crypto'
import { startSandbox, stop } from '../scripts/lib/servers.mjs'
import { sandboxFlags, sandboxVariable, seedVariable } from './support/stage'

export default async function setup() {
  const { child, info } = await startSandbox(sandboxFlags(0))
  process.env[sandboxVariable] = JSON.stringify(info)
  process.env[seedVariable] ??= String(randomInt(1, 1_000_000))
  const seed = process.env[seedVariable]
  if (!process.env.EVERY_LOOK) console.log(`Each state in one look, of seed ${seed} (LOOKS_SEED=${seed} repeats it)`)
  return () => stop(child)
}
