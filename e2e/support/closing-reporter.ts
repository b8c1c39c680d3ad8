/** Prints the ten slowest browser tests after a run, and keeps what failed for the end of all runs. */
import type { Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter'
import { noteFailure } from '../../scripts/lib/failures.mjs'

const messageOf = ({ stack, message, value }: TestError) => stack ?? message ?? value ?? ''

export default class ClosingReporter implements Reporter {
  private readonly tests: { name: string; ms: number }[] = []

  onTestEnd(test: TestCase, result: TestResult) {
    const name = test.titlePath().filter(Boolean).join(' › ')
    this.tests.push({ name, ms: result.duration })
    if (result.status !== test.expectedStatus) noteFailure(name, result.errors.map(messageOf))
  }

  onError(error: TestError) {
    noteFailure('beside the browser tests', [messageOf(error)])
  }

  onEnd() {
    const slowest = this.tests.sort((a, b) => b.ms - a.ms).slice(0, 10)
    process.stdout.write('\n Ten slowest browser tests\n')
    for (const { name, ms } of slowest) process.stdout.write(` ${String(ms).padStart(7)} ms  ${name}\n`)
  }

  printsToStdio() {
    return false
  }
}
