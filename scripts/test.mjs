/**
 * `npm test`: installs what is missing, a browser included, and runs every test: Vitest (pure code, and the AWS-facing
 * code through the real SDK against the sandbox), then Playwright (a real browser against the production build).
 * Ends with the slowest files, what failed, and one line that sums both runners.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, root } from './lib/install.mjs'

ensureInstalled()
const { startBuild } = await import('./lib/build.mjs')
const { ensureBrowser, ensureShell } = await import('./lib/browser.mjs')
const { notedFailures } = await import('./lib/failures.mjs')
const { filesOfPlaywright, filesOfVitest, tenSlowest } = await import('./lib/slowest-files.mjs')
const { endWithThisProcess, printLater } = await import('./lib/side-by-side.mjs')

const reports = join(root, 'test-results')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

// Without a listener a signal ends Node at once, and the runners would go on.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, () => process.exit(1))

const totals = { passed: 0, failed: 0, skipped: 0 }
const files = []

/**
 * Runs a test runner to its end. One that fails without a report, or runs no test, counts as one failure: silence is never
 * success.
 */
async function runTests(name, args, reportFile, { count, filesOf }, env = {}) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  endWithThisProcess(child)
  const status = await new Promise((resolve, reject) => {
    child.once('close', resolve)
    child.once('error', reject)
  })
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined
  const counted = report ? count(report) : { passed: 0, failed: 0, skipped: 0 }
  if (report) files.push(...filesOf(report))
  if ((status !== 0 && counted.failed === 0) || counted.passed + counted.failed === 0) counted.failed += 1
  console.log(`${name}: ${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped`)
  for (const key of Object.keys(totals)) totals[key] += counted[key]
}

spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build-handler.ts'], { cwd: root, stdio: 'inherit' })

const unitReport = join(reports, 'vitest.json')
const unitTests = () =>
  runTests(
    'vitest',
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=./scripts/closing-reporter.ts',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ],
    unitReport,
    {
      count: (report) => ({
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests + report.numTodoTests,
      }),
      filesOf: filesOfVitest,
    },
  )

const browserReport = join(reports, 'playwright.json')
async function browserTests(untilBuilt) {
  await untilBuilt
  ensureBrowser()
  ensureShell()
  await runTests(
    'playwright',
    ['node_modules/@playwright/test/cli.js', 'test'],
    browserReport,
    {
      count: ({ stats }) => ({
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
        skipped: stats.skipped,
      }),
      filesOf: filesOfPlaywright,
    },
    { PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
  )
}

// Vitest waits for the sandbox's clock now and then: the build has room beside it. A browser beside it has none: on two cores
// each took twice its time, and tests of what ends with a minute of the machine failed.
const output = printLater()
const untilBuilt = startBuild(join(reports, 'build.log'), output.write)
// A build that fails meanwhile is reported where the browser tests wait for it.
untilBuilt.catch(() => {})
for (const run of [() => unitTests().finally(output.printNow), () => browserTests(untilBuilt)]) {
  try {
    await run()
  } catch (reason) {
    console.error(reason)
    totals.failed += 1
  }
}

process.stdout.write(tenSlowest(files))
process.stdout.write(notedFailures())
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
process.exit(totals.failed === 0 ? 0 : 1)
