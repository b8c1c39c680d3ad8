/** Prints the ten slowest tests after a run, and keeps what failed for the end of all runs. */
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node'
import { noteFailure } from './lib/failures.mjs'

const messageOf = ({ name, message, stack = '' }: SerializedError): string =>
  stack.includes(message) ? stack : [`${name ?? 'Error'}: ${message}`, stack].join('\n')

/** An error with what caused it. */
const messagesOf = (error: SerializedError): string[] => [
  messageOf(error),
  ...(error.cause ? messagesOf(error.cause as SerializedError).map((cause) => `caused by ${cause}`) : []),
]

export default class ClosingReporter implements Reporter {
  private readonly tests: { name: string; ms: number }[] = []

  onTestCaseResult(test: TestCase) {
    const name = `${test.module.relativeModuleId} › ${test.fullName}`
    this.tests.push({ name, ms: test.diagnostic()?.duration ?? 0 })
    const { state, errors = [] } = test.result()
    if (state === 'failed') noteFailure(name, errors.flatMap(messagesOf))
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]) {
    for (const module of modules) {
      const errors = [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())]
      if (errors.length > 0) noteFailure(module.relativeModuleId, errors.flatMap(messagesOf))
    }
    for (const error of unhandled)
      noteFailure(`${error.VITEST_TEST_PATH ?? 'no file'} › an error that nobody caught`, messagesOf(error))
    const slowest = this.tests.sort((a, b) => b.ms - a.ms).slice(0, 10)
    process.stdout.write('\n Ten slowest tests\n')
    for (const { name, ms } of slowest) process.stdout.write(` ${String(Math.round(ms)).padStart(7)} ms  ${name}\n`)
  }
}
