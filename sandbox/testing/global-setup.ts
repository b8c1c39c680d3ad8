/**
 * One sandbox for a whole run of the tests, as a process of its own; each test file has an account of its own in it.
 * At the end every answer that it gave is held against AWS's own API models.
 */
import { mkdirSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { checkJournal } from '../oracle/journal'
import { type SandboxInfo, spawnSandbox } from './spawn'

const journal = 'test-results/sandbox-journal.jsonl'

/** AWS's seconds pass that much faster in the tests. */
const timeScale = 20

declare module 'vitest' {
  interface ProvidedContext {
    sandbox: SandboxInfo
  }
}

export default async function setup(project: TestProject) {
  mkdirSync('test-results', { recursive: true })
  const { info, end } = await spawnSandbox(['--time-scale', String(timeScale), '--journal', journal])
  project.provide('sandbox', info)
  return async () => {
    await end()
    report()
  }
}

function report() {
  const { answers, operations, newer, findings } = checkJournal(journal)
  const both = [...operations.values()].filter((counts) => counts.successes > 0 && counts.errors > 0).length
  process.stdout.write(
    `\n oracle: ${answers} answers of ${operations.size} operations (${both} with error cases) held against AWS's API models, ${findings.size} findings\n`,
  )
  if (newer.size > 0) process.stdout.write(` newer than the models: ${[...newer].join(', ')}\n`)
  for (const [finding, count] of findings) process.stderr.write(` ✗ ${finding} (${count}×)\n`)
  if (findings.size > 0) throw new Error(`${findings.size} answers of the sandbox differ from AWS's API models`)
}
