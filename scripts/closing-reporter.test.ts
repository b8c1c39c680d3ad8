/** What failed is listed once more at the end: names, the first lines of the error and of its cause, errors that nobody caught. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { root } from './lib/install.mjs'

mkdirSync(join(root, 'test-results'), { recursive: true })
const folder = mkdtempSync(join(root, 'test-results/closing-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('keeps a failed test, a failed hook and an error that nobody caught', () => {
  writeFileSync(
    join(folder, 'planted.test.ts'),
    `import { beforeAll, describe, expect, it } from 'vitest'
it('is planted', () => {
  void Promise.reject(new TypeError('fetch failed', { cause: new Error('other side closed') }))
  expect(1).toBe(2)
})
describe('with a hook', () => {
  beforeAll(() => { throw new Error('the hook broke') })
  it('never runs', () => {})
})
`,
  )
  // Its own configuration, or that of this repository would be found above it.
  writeFileSync(join(folder, 'vitest.config.mjs'), 'export default {}')
  const failures = join(folder, 'failures.txt')
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', `--reporter=${join(root, 'scripts/closing-reporter.ts')}`],
    { cwd: folder, env: { ...process.env, PORTICO_FAILURES_FILE: failures }, stdio: 'ignore' },
  )
  expect(status).toBe(1)
  const lines = readFileSync(failures, 'utf8').split('\n')
  expect(lines.filter((line) => line.startsWith(' ✗'))).toEqual([
    ' ✗ planted.test.ts › is planted',
    ' ✗ planted.test.ts',
    expect.stringMatching(/planted\.test\.ts › an error that nobody caught$/),
  ])
  const reported = lines.join('\n')
  expect(reported).toContain('expected 1 to be 2')
  expect(reported).toContain('Error: the hook broke')
  expect(reported).toContain('TypeError: fetch failed')
  expect(reported).toContain('caused by Error: other side closed')
  expect(reported).not.toContain('node_modules')
})
