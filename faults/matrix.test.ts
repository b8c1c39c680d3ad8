/** Every write × every kind of fault, each case in an account of its own. Prints the matrix. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SandboxInfo, spawnSandbox } from '../sandbox/testing/spawn'
import { timeScale } from './account'
import { casesOf, printMatrix, sideBySide, tryCase, type Verdict } from './matrix'
import { scenarios } from './scenarios'

let sandbox: SandboxInfo
let end: () => Promise<void>
const all: Verdict[] = []

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
  process.stdout.write(`\n${printMatrix(all)}\n`)
  await end()
})

describe('a run that meets a fault', () => {
  it.each(scenarios)(
    '$name: one more run converges, whatever went wrong',
    async (scenario) => {
      const cases = await casesOf(sandbox, scenario)
      expect(cases.length).toBeGreaterThan(5)
      const verdicts = await sideBySide(cases, 8, (one) => tryCase(sandbox, one))
      all.push(...verdicts)
      expect(
        verdicts
          .filter((one) => one.findings.length > 0)
          .map(({ operation, nth, kind, findings }) => `${operation} ${nth} ${kind}: ${findings.join('; ')}`),
      ).toEqual([])
    },
    240_000,
  )
})
