/**
 * Two people at the same moment: exactly one wiring in the end, or none, and nothing half done. `npm test` tries about a third of
 * the moments, which a seed chooses and is printed; `npm run test:faults` tries all.
 */

import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WiringSpec } from '../lib/spec/spec'
import { runDeploy, runRemove } from '../lib/wiring/engine'
import { permissionsPolicy, trustPolicy } from '../lib/wiring/resources/role/policy'
import type { WiringContext } from '../lib/wiring/run/context'
import { type SandboxInfo, spawnSandbox } from '../sandbox/testing/spawn'
import { contextOf, timeScale } from './account'
import { inventory } from './inventory'
import { prepare, sideBySide } from './matrix'
import { endpointName, faultsInEnd, type Scenario, scenarios, specWith } from './scenarios'
import { drawsOf, seed } from './seed'

let sandbox: SandboxInfo
let end: () => Promise<void>
const deploy = scenarios[0] as Scenario
const quiet = () => {}
const everyMoment = Boolean(process.env.EVERY_FAULT)
const draw = drawsOf(seed)
const counts: string[] = []

beforeAll(async () => {
  ;({ info: sandbox, end } = await spawnSandbox(['--time-scale', String(timeScale)]))
})
afterAll(async () => {
  const part = everyMoment
    ? 'Every moment'
    : `About a third of the moments, of seed ${seed} (FAULT_SEED=${seed} repeats it)`
  process.stdout.write(`\n${part}:\n${counts.join('\n')}\n`)
  await end()
})

type Work = (context: WiringContext) => Promise<{ ok: boolean }>

/** Delays between the two, in AWS's ms: from at once to well into the other's run. */
const delays = [0, 0, 50, 200, 500, 1_000, 2_000, 4_000, 6_000, 8_000, 10_000, 12_000, 15_000, 20_000, 25_000, 30_000]

/** At once is always among them. */
const momentsOf = () => (everyMoment ? delays : delays.filter((delay) => delay === 0 || draw(3) === 0))

/** Waits for both, also if one throws: the account is given to the next case after them. */
async function both<T>(works: [Promise<T>, Promise<T>]): Promise<[T, T]> {
  await Promise.allSettled(works)
  return Promise.all(works)
}

async function pair(before: Scenario, one: Work, other: Work, delayMs: number, setUp?: Work) {
  const { account, strangers, close } = await prepare(sandbox, before)
  try {
    await setUp?.(account.context)
    const start = setUp ? await inventory(account.context) : strangers
    // Clients of its own, as another process has.
    const second = contextOf(sandbox, account.keys)
    const [a, b] = await both([one(account.context), account.context.clock.wait(delayMs).then(() => other(second))])
    const ours = (await inventory(account.context)).filter((line) => !start.includes(line))
    return { account, strangers: start, ours, done: [a.ok, b.ok] }
  } finally {
    close()
  }
}

const oneOf = (ours: string[], kind: string) => ours.filter((line) => line.startsWith(`${kind} `)).length
const whole = (ours: string[]) =>
  ['function', 'api', 'alias', 'permission', 'stage', 'log-group'].every((kind) => oneOf(ours, kind) === 1)

describe('two at the same moment', () => {
  const deployed = (spec: WiringSpec) => (context: WiringContext) => runDeploy(context, spec, quiet)
  const removed: Work = (context) => runRemove(context, endpointName, quiet)

  it('deploy and deploy: exactly one wiring', async () => {
    const moments = momentsOf()
    const results = await sideBySide(moments, 4, (delay) =>
      pair(deploy, deployed(specWith()), deployed(specWith()), delay),
    )
    expect(results.map(({ ours, done }) => `${done.some(Boolean)} ${whole(ours)} ${oneOf(ours, 'role')}`)).toEqual(
      moments.map(() => 'true true 1'),
    )
    counts.push(`deploy ∥ deploy: ${results.length} pairs, ${results.length} with exactly one wiring`)
  })

  it('deploy and deploy with a role of the person: exactly one API, which is the lock', async () => {
    const context = (account: string) => `arn:aws:iam::${account}:role/own`
    const setUp: Work = async ({ clients, target }) => {
      const RoleName = 'own'
      const groups = `arn:aws:logs:${target.region}:${target.accountId}:log-group:/aws/lambda/portico-${endpointName}`
      const endpointArn = `arn:aws:sagemaker:${target.region}:${target.accountId}:endpoint/${endpointName}`
      await clients.iam.send(
        new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trustPolicy()) }),
      )
      const PolicyDocument = JSON.stringify(permissionsPolicy(endpointArn, groups))
      await clients.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }))
      return { ok: true }
    }
    const own: Work = (one) =>
      runDeploy(one, specWith({ role: { kind: 'existing', arn: context(one.target.accountId) } }), quiet)
    const moments = momentsOf()
    const results = await sideBySide(moments, 4, (delay) => pair(deploy, own, own, delay, setUp))
    expect(results.map(({ ours }) => `${oneOf(ours, 'api')} ${oneOf(ours, 'function')}`)).toEqual(
      moments.map(() => '1 1'),
    )
    const both = results.filter(({ done }) => done.some(Boolean)).length
    counts.push(`deploy ∥ deploy, own role: ${results.length} pairs, one API each, ${both} live at once`)
  })

  it('deploy and remove: one whole wiring, or nothing', async () => {
    const results = await sideBySide(momentsOf(), 4, (delay) => pair(deploy, deployed(specWith()), removed, delay))
    expect(
      results.filter(({ ours }) => ours.length > 0 && !whole(ours)).map(({ ours, done }) => ({ ours, done })),
    ).toEqual([])
    const none = results.filter(({ ours }) => ours.length === 0).length
    counts.push(`deploy ∥ remove: ${results.length} pairs, ${none} with nothing, ${results.length - none} with one`)
  })

  it('remove and remove: nothing', async () => {
    const remove = scenarios.find((one) => one.name === 'remove') as Scenario
    const results = await sideBySide(delays.slice(0, 6), 3, (delay) => pair(remove, removed, removed, delay))
    expect(results.flatMap(({ ours }) => ours)).toEqual([])
    counts.push(`remove ∥ remove: ${results.length} pairs, nothing left`)
  })

  it('update and update: one wins whole, and the next run converges', async () => {
    const update = scenarios.find((one) => one.name === 'update') as Scenario
    const move = scenarios.find((one) => one.name === 'move') as Scenario
    const findings = await sideBySide(delays.slice(0, 8), 4, async (delay) => {
      const { account, strangers, close } = await prepare(sandbox, update)
      try {
        const second = contextOf(sandbox, account.keys)
        await both([update.run(account.context), account.context.clock.wait(delay).then(() => move.run(second))])
        const last = await move.run(account.context)
        if (!last.ok) return [`${last.error.step}: ${last.error.message} ${last.error.cause ?? ''}`]
        return (await faultsInEnd(move, account.context, strangers, last.value)).filter(
          // Each of the two might have published its own.
          (finding) => !/of (version|deployment)/.test(finding),
        )
      } finally {
        close()
      }
    })
    expect(findings.flat()).toEqual([])
    counts.push(`update ∥ update: ${findings.length} pairs, converged with one more run`)
  })
})
