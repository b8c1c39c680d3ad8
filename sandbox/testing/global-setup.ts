/**
 * One sandbox for a whole run of the tests, as a process of its own; each test file has an account of its own in it.
 * At the end every answer that it gave is held against AWS's own API models; after a whole run every operation must have
 * been seen to succeed and to be refused.
 */
import { mkdirSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { uncovered } from '../oracle/coverage'
import { checkJournal } from '../oracle/journal'
import { services } from '../service-list'
import { type SandboxInfo, spawnSandbox } from './spawn'

const journal = 'test-results/sandbox-journal.jsonl'

/** AWS's seconds pass that much faster in the tests. */
const timeScale = 20

declare module 'vitest' {
  interface ProvidedContext {
    sandbox: SandboxInfo
  }
}

interface Shared {
  starting?: ReturnType<typeof spawnSandbox>
  users: number
}

/** Each project of the configuration is set up by itself, this module included; the sandbox is one for all of them. */
const held = globalThis as { sandboxOfTests?: Shared }
held.sandboxOfTests ??= { users: 0 }
const shared = held.sandboxOfTests

export default async function setup(project: TestProject) {
  mkdirSync('test-results', { recursive: true })
  shared.users += 1
  shared.starting ??= spawnSandbox(['--time-scale', String(timeScale), '--journal', journal])
  const { info, end } = await shared.starting
  project.provide('sandbox', info)
  return async () => {
    shared.users -= 1
    if (shared.users > 0) return
    shared.starting = undefined
    await end()
    const faults = report(await isWhole(project))
    // Vitest notes what a teardown throws and still ends with 0.
    if (faults > 0) process.exitCode = 1
  }
}

/** Every file of the configuration ran, those of the sandbox's own services among them. */
async function isWhole({ vitest }: TestProject): Promise<boolean> {
  const files = vitest.state.getFiles()
  const all = await vitest.globTestSpecifications()
  return files.length === all.length && files.some(({ filepath }) => filepath.includes('/sandbox/services/'))
}

/** @returns how much is at fault */
function report(whole: boolean): number {
  const { responses, operations, newer, findings } = checkJournal(journal)
  const both = [...operations.values()].filter((counts) => counts.successes > 0 && counts.errors > 0).length
  process.stdout.write(
    `\n oracle: ${responses} answers of ${operations.size} operations (${both} with error cases) held against AWS's API models, ${findings.size} findings\n`,
  )
  if (newer.size > 0) process.stdout.write(` newer than the models: ${[...newer].join(', ')}\n`)
  const faults = [...findings].map(([finding, count]) => `${finding} (${count}×)`)
  if (whole) faults.push(...uncovered(services, { operations }))
  for (const fault of faults) process.stderr.write(` ✗ ${fault}\n`)
  return faults.length
}
