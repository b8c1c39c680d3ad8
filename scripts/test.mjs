/**
 * `npm test`: installs what is missing, a browser included, and runs every test: Vitest (pure code, and the AWS-facing
 * code through the real SDK against the sandbox) and, from the moment that the production build is there, Playwright (a
 * real browser against that build) beside it. Prints one after the other, then the slowest files, what failed, and one
 * line that sums both runners.
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
 *
 * @param {ReturnType<typeof printLater>} [output] takes what it prints; the terminal unless given
 */
async function runTests(name, args, reportFile, { count, filesOf }, { env = {}, output } = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: output ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, ...env },
  })
  endWithThisProcess(child)
  output?.take(child.stdout)
  output?.take(child.stderr)
  const status = await new Promise((resolve, reject) => {
    child.once('close', resolve)
    child.once('error', reject)
  })
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined
  const counted = report ? count(report) : { passed: 0, failed: 0, skipped: 0 }
  if (report) files.push(...filesOf(report))
  if ((status !== 0 && counted.failed === 0) || counted.passed + counted.failed === 0) counted.failed += 1
  const sum = `${name}: ${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped\n`
  if (output) output.write(sum)
  else process.stdout.write(sum)
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
      // The browser tests take the other core.
      '--maxWorkers=2',
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
async function browserTests(output) {
  await startBuild(join(reports, 'build.log'), output.write)
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
    { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport }, output },
  )
}

// Each of them waits for the sandbox's clock now and then, so one alone leaves a core idle.
const output = printLater()
const [unit, browser] = await Promise.allSettled([unitTests().finally(output.printNow), browserTests(output)])
for (const { reason } of [unit, browser]) {
  if (!reason) continue
  console.error(reason)
  totals.failed += 1
}

process.stdout.write(tenSlowest(files))
process.stdout.write(notedFailures())
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
process.exit(totals.failed === 0 ? 0 : 1)
