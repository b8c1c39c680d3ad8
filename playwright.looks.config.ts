/** `npm run looks`: the contact sheet of every page and state. */
import config from './playwright.config'

export default {
  ...config,
  testDir: 'looks',
  outputDir: 'test-results/looks-run',
  workers: 1,
  timeout: 3_600_000,
  projects: [{ name: 'looks' }],
  expect: { timeout: 30_000 },
  reporter: [['list' as const]],
}
