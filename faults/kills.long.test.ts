/** The process that runs a deploy, an update or a removal is killed before and after each of its writes. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onlyRoute } from '../lib/spec/spec'
import { type Fault, isRead } from '../sandbox/kernel/faults'
import { type SandboxInfo, spawnSandbox } from '../sandbox/testing/spawn'
import { until } from '../sandbox/testing/wait'
import { timeScale } from './account'
import { casesOf, type FaultCase, failuresIn, prepare, printMatrix, sideBySide, type Verdict } from './matrix'
import { faultsInEnd, responds, scenarios } from './scenarios'

let sandbox: SandboxInfo
let end: () => Promise<void>
const all: Verdict[] = []

beforeAll(async () => {
  const flags = ['--time-scale', String(timeScale), '--role-propagation-ms', '0']
  ;({ info: sandbox, end } = await spawnSandbox(flags))
})
afterAll(async () => {
  process.stdout.write(`\nKilled before (hang) and after (timeout) each write:\n${printMatrix(all)}\n`)
  await end()
})

/** The write never answers, so the process stands right before or right after it when it dies. */
async function kill(one: FaultCase): Promise<Verdict> {
  const { scenario, operation, nth, kind } = one
  const { account, strangers, liveUrl, close } = await prepare(sandbox, scenario)
  try {
    await account.order([{ operation, nth, kind }])
    const input = JSON.stringify({ sandbox, keys: account.keys, scenario: scenario.name })
    const child = spawn(process.execPath, ['--import', 'tsx', 'faults/child.ts', input], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await until(account.calls, (calls) => calls.some((call) => call.fault))
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    const findings: string[] = []
    if (scenario.before && scenario.after) {
      const after = liveUrl?.replace(
        `/${scenario.before.stage}/${onlyRoute(scenario.before).resourcePath}`,
        `/${scenario.after.stage}/${onlyRoute(scenario.after).resourcePath}`,
      )
      const live = [
        await responds(liveUrl, scenario.before, account.context),
        await responds(after, scenario.after, account.context),
      ]
      if (!live.some(Boolean)) findings.push('lost: no URL answers after the kill')
    }
    await account.order([])
    const again = await scenario.run(account.context)
    if (again.ok) findings.push(...(await faultsInEnd(scenario, account.context, strangers, again.value)))
    else findings.push(`one more run stops: ${again.error.step}: ${again.error.message} ${again.error.cause ?? ''}`)
    return { ...one, firstRun: 'stopped', struck: true, findings }
  } catch (error) {
    const findings = [`thrown: ${error instanceof Error ? error.stack : error}`]
    return { ...one, firstRun: 'stopped', struck: false, findings }
  } finally {
    close()
  }
}

describe('a process that is killed at a write', () => {
  it.each(scenarios)(
    '$name: the next run converges',
    async (scenario) => {
      const writes = (await casesOf(sandbox, scenario)).filter(
        (one) => !isRead(one.operation) && one.kind === 'timeout',
      )
      const kinds: Fault['kind'][] = ['hang', 'timeout']
      const cases = writes.flatMap((one) => kinds.map((kind) => ({ ...one, kind })))
      expect(cases.length).toBeGreaterThan(8)
      const verdicts = await sideBySide(cases, 4, kill)
      all.push(...verdicts)
      expect(failuresIn(verdicts)).toEqual([])
    },
    600_000,
  )
})
