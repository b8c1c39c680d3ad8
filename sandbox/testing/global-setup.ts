/**
 * One sandbox for a whole run of the tests, as a process of its own; each test file has an account of its own in it.
 * At the end every answer that it gave is held against AWS's own API models.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { TestProject } from 'vitest/node'
import { checkJournal } from '../oracle/journal'

const journal = 'test-results/sandbox-journal.jsonl'

/** AWS's seconds pass that much faster in the tests. */
const timeScale = 20

export interface SandboxInfo {
  url: string
  region: string
  accountId: string
  accessKeyId: string
  secretAccessKey: string
  invokeUrlTemplate: string
}

declare module 'vitest' {
  interface ProvidedContext {
    sandbox: SandboxInfo
  }
}

export default async function setup(project: TestProject) {
  mkdirSync('test-results', { recursive: true })
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'sandbox/main.ts', '--time-scale', String(timeScale), '--journal', journal],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`The sandbox ended with ${code} before it was ready`)
  })
  exited.catch(() => {})
  const lines = createInterface({ input: child.stdout })
  const [line] = (await Promise.race([once(lines, 'line'), exited])) as [string]
  project.provide('sandbox', JSON.parse(line) as SandboxInfo)
  return async () => {
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
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
