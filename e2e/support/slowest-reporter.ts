/** Prints the ten slowest browser tests after a run. */
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

export default class SlowestReporter implements Reporter {
  private readonly tests: { name: string; ms: number }[] = []

  onTestEnd(test: TestCase, result: TestResult) {
    this.tests.push({ name: test.titlePath().filter(Boolean).join(' › '), ms: result.duration })
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
