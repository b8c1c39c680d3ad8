/** The test files that took longest, of all runners, for the end of a run. */
import { join, relative } from 'node:path'
import { root } from './install.mjs'

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0)

/** @returns {{ file: string, ms: number }[]} from a report of Vitest */
export const filesOfVitest = ({ testResults }) =>
  testResults.map(({ name, startTime, endTime }) => ({ file: relative(root, name), ms: endTime - startTime }))

/** @returns {{ file: string, ms: number }[]} from a report of Playwright, where a file's tests follow one another */
export const filesOfPlaywright = ({ config, suites }) =>
  suites.map((suite) => ({ file: relative(root, join(config.rootDir, suite.file)), ms: durationOf(suite) }))

/** A file of no group has no list of them. */
const durationOf = ({ specs, suites = [] }) =>
  sum(specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results.map(({ duration }) => duration)))) +
  sum(suites.map(durationOf))

/** @param {{ file: string, ms: number }[]} files */
export function tenSlowest(files) {
  const slowest = [...files].sort((a, b) => b.ms - a.ms).slice(0, 10)
  const lines = slowest.map(({ file, ms }) => ` ${(ms / 1_000).toFixed(1).padStart(7)} s  ${file}\n`)
  return ['\n Ten slowest test files\n', ...lines, '\n'].join('')
}
