/** Prints the ten slowest tests after a run. */
import type { Reporter, TestCase } from 'vitest/node'

export default class SlowestReporter implements Reporter {
  private readonly tests: { name: string; ms: number }[] = []

  onTestCaseResult(test: TestCase) {
    this.tests.push({
      name: `${test.module.relativeModuleId} › ${test.fullName}`,
      ms: test.diagnostic()?.duration ?? 0,
    })
  }

  onTestRunEnd() {
    const slowest = this.tests.sort((a, b) => b.ms - a.ms).slice(0, 10)
    process.stdout.write('\n Ten slowest tests\n')
    for (const { name, ms } of slowest) process.stdout.write(` ${String(Math.round(ms)).padStart(7)} ms  ${name}\n`)
  }
}
