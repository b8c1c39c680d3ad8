/** Twenty endpoints deployed together by two people, then removed: AWS's rate limits hold, and nobody waits for all of another's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Jobs } from '../lib/jobs/jobs'
import { defaultSpec } from '../lib/spec/defaults'
import { runDeploy, runRemove } from '../lib/wiring/engine'
import type { WiringContext } from '../lib/wiring/run/context'
import type { JobEvent } from '../lib/wiring/state/plan'
import { type SandboxInfo, spawnSandbox } from '../sandbox/testing/spawn'
import { contextOf, timeScale } from './account'
import { inventory } from './inventory'

let sandbox: SandboxInfo
let end: () => Promise<void>
let context: WiringContext
const counts: string[] = []
const names = Array.from({ length: 20 }, (_, index) => `churn-model-${String(index + 1).padStart(4, '0')}`)
const bos = new Set(names.slice(-2))

beforeAll(async () => {
  ;({ info: sandbox, end } = await spawnSandbox(['--time-scale', String(timeScale), '--endpoints', '20']))
  context = contextOf(sandbox, sandbox)
})
afterAll(async () => {
  process.stdout.write(`\n${counts.join('\n')}\n`)
  await end()
})

/** Starts a job for each name, Bo's last; returns the events of each, and the names in the order in which they began. */
async function all(kind: 'deploy' | 'remove') {
  const errors: unknown[] = []
  const jobs = new Jobs({ now: context.clock.now, report: (error) => errors.push(error) })
  const began: string[] = []
  for (const name of names) {
    const owner = bos.has(name) ? 'bo' : 'ana'
    jobs.start(
      { ...context.target, endpointName: name },
      kind,
      [],
      (emit) => {
        began.push(name)
        return kind === 'deploy'
          ? runDeploy(context, defaultSpec(name, 'Real-time'), emit)
          : runRemove(context, name, emit)
      },
      { owner },
    )
  }
  const reported = await Promise.all(
    names.map(async (endpointName) => {
      const events: JobEvent[] = []
      for await (const event of jobs.events({ ...context.target, endpointName }) ?? []) events.push(event)
      return events
    }),
  )
  expect(errors).toEqual([])
  const waits = reported
    .flat()
    .filter((event) => event.type === 'step' && /allows no more calls|removes one API per 30 s/.test(event.step.detail))
  counts.push(`${kind} of ${names.length} together: ${waits.length} waits for a rate limit, reported as they came`)
  return { reported, began }
}

const endings = (reported: JobEvent[][]) =>
  reported.map((events) => events.at(-1)).filter((event) => event?.type !== 'finished')

describe('twenty together', () => {
  it('deploys: all finish, one wiring each, in fair turns', async () => {
    const { reported, began } = await all('deploy')
    expect(endings(reported)).toEqual([])
    // Three of Ana's run before Bo comes; then the two take turns.
    expect(began.findIndex((name) => bos.has(name))).toBeLessThan(5)
    expect(began.findLastIndex((name) => bos.has(name))).toBeLessThan(7)
    expect(
      reported.filter((events) => events.some((event) => event.type === 'queued' && event.etaMs > 0)),
    ).toHaveLength(17)
    const lines = await inventory(context)
    for (const kind of ['role', 'function', 'api', 'alias', 'permission', 'stage', 'log-group']) {
      expect([kind, lines.filter((line) => line.startsWith(`${kind} `)).length]).toEqual([kind, 20])
    }
  })

  it('removals: one API per 30 s, each says when its turn comes; nothing is left', async () => {
    const { reported } = await all('remove')
    expect(endings(reported)).toEqual([])
    const moments = reported
      .flat()
      .filter((event) => event.type === 'step' && /is next in \d+ s/.test(event.step.detail)).length
    expect(moments).toBeGreaterThan(10)
    expect(await inventory(context)).toEqual([])
  })
})
