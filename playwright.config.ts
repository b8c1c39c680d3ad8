import { availableParallelism } from 'node:os'
import { defineConfig, devices } from '@playwright/test'
import { findBrowser, findShell } from './scripts/lib/browser.mjs'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

/** Chromium refuses its own sandbox as root; the rest keeps it from calling home. */
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A camera that shows a clock and a microphone that beeps; whether a page can use them is each test's to say.
  '--use-fake-device-for-media-stream',
]

/** What takes longest begins first, so that the end of a run has no one file to wait for: files of one project begin by name. */
const longest = /(runs-kinds|inputs|keys|metrics|predictions|queue|quiet|replicas|transform|what-if|whole-road)\.spec/

/** A page of Chromium's headless shell gets no camera and no microphone, and nobody can refuse them. */
const withDevices = /media\.spec/

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results/e2e',
  // A worker is a browser and a console: no more of them than cores.
  workers: Math.min(2, availableParallelism()),
  retries: 0,
  forbidOnly: true,
  // Against hanging alone: a busy machine takes many times what a quiet one does.
  timeout: 600_000,
  expect: { timeout: 180_000 },
  projects: [
    {
      name: 'with devices',
      testMatch: withDevices,
      use: { launchOptions: { executablePath: findBrowser(), args } },
    },
    { name: 'longest', testMatch: longest },
    { name: 'others', testIgnore: [longest, withDevices] },
  ],
  reporter: [
    ['list'],
    ['./e2e/support/closing-reporter.ts'],
    // Into a file for the closing sums; without one it would go to the terminal.
    ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['json'] as const] : []),
  ],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: findShell(), args },
    permissions: ['clipboard-read', 'clipboard-write'],
    actionTimeout: 120_000,
    // A trace of each test costs a tenth of its time: TRACE=1 keeps those of the failed.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
})
