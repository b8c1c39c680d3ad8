/**
 * Writes × kinds of fault, each case in an account of its own. `npm test` tries a share of them that a seed chooses, and
 * prints both; `npm run test:faults` tries all.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SandboxInfo, spawnSandbox } from '../sandbox/testing/spawn'
import { timeScale } from './account'
import { casesOf, failuresIn, printMatrix, shareOf, sideBySide, tryCase, type Verdict } from './matrix'
import { scenarios } from './scenarios'
import { drawsOf, seed } from './seed'

let sandbox: SandboxInfo
let end: () => Promise<void>
const all: Verdict[] = []
const whole = Boolean(process.env.EVERY_FAULT)
const draw = drawsOf(seed)

beforeAll(async () => {
  ;({ info: sandbox, end } = await spawnSandbox([
    '--time-scale',
    String(timeScale),
    // A refused CreateFunction would make the nth call another one in each case; engine.test.ts has the wait itself.
    '--role-propagation-ms',
    '0',
  ]))
})
afterAll(async () => {
  const part = whole ? 'Every fault' : `A share of the faults, of seed ${seed} (FAULT_SEED=${seed} repeats it)`
  process.stdout.write(`\n${part}:\n${printMatrix(all)}\n`)
  await end()
})

describe('a run that meets a fault', () => {
  it.each(scenarios)('$name: one more run converges, whatever went wrong', async (scenario) => {
    const everyCase = await casesOf(sandbox, scenario)
    expect(everyCase.length).toBeGreaterThan(5)
    const cases = whole ? everyCase : shareOf(everyCase, draw)
    // Two cores carry four: more of them only wait for each other.
    const verdicts = await sideBySide(cases, 4, (one) => tryCase(sandbox, one))
    all.push(...verdicts)
    expect(failuresIn(verdicts)).toEqual([])
  })

  it('the faults are met', () => {
    expect(all.filter((one) => one.struck).length).toBeGreaterThan(all.length * 0.9)
  })
})
