/**
 * A process that runs one scenario and can be killed in the middle: `child.ts '{"sandbox": …, "keys": …, "scenario":
 * "deploy"}'`.
 */
import type { SandboxInfo } from '../sandbox/testing/spawn'
import { contextOf, type Keys } from './account'
import { scenarios } from './scenarios'

const input = JSON.parse(process.argv[2] ?? '{}') as { sandbox: SandboxInfo; keys: Keys; scenario: string }
const scenario = scenarios.find((one) => one.name === input.scenario)
if (!scenario) throw new Error(`No scenario ${input.scenario}`)
const result = await scenario.run(contextOf(input.sandbox, input.keys))
process.stdout.write(`${JSON.stringify(result)}\n`)
