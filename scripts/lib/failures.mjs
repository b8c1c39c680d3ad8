/** What failed, listed once more where a run ends: the end of a log is what is read, and all that some systems keep. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './install.mjs'

const file = process.env.PORTICO_FAILURES_FILE ?? join(root, 'test-results/failures.txt')
const maxLines = 12
/** A line of a trace that leads through packages or Node itself. */
const foreign = /^\s+at .*(node_modules\/|\bnode:|new Promise \()/

/**
 * @param {string} name of a test, or of what failed beside the tests
 * @param {string[]} messages with their traces; the first lines of each are kept
 */
export function noteFailure(name, messages) {
  mkdirSync(dirname(file), { recursive: true })
  const reported = messages.flatMap((message) => {
    const lines = stripVTControlCharacters(message).trim().split('\n')
    return lines.filter((line) => !foreign.test(line)).slice(0, maxLines)
  })
  appendFileSync(file, [` ✗ ${name}`, ...reported.map((line) => `     ${line}`), ''].join('\n'))
}

/** What was noted in this run; empty where nothing failed. */
export const notedFailures = () => (existsSync(file) ? readFileSync(file, 'utf8') : '')
