/** The tests of `npm run test:unit` need no sandbox and no browser, however far away they import it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testFiles } from '../vitest.config'
import { needingMore } from './lib/needing-more.mjs'

const folder = mkdtempSync(join(tmpdir(), 'needing-'))
afterAll(() => rmSync(folder, { recursive: true }))

const account = "import { createTestAccount } from '../sandbox/testing/account'\n"
// Put together, so that this file itself does not read it.
const address = `inject('${'sandbox'}')`

test.each([
  ['directly', { 'lib/a.test.ts': `${account}createTestAccount()` }, true],
  [
    'by two modules',
    { 'lib/a.test.ts': "import './b'", 'lib/b.ts': "import './c'", 'lib/c.ts': `${account}createTestAccount()` },
    true,
  ],
  ['by its address', { 'lib/a.test.ts': `import { inject } from 'vitest'\n${address}` }, true],
  ['by the path from the root', { 'lib/a.test.ts': "import '@/sandbox/testing/account'" }, true],
  ['later', { 'lib/a.test.ts': "await import('../sandbox/testing/account')" }, true],
  ['as its process', { 'lib/a.test.ts': "import '../sandbox/main'" }, true],
  ['a browser', { 'lib/a.test.ts': "import { chromium } from 'playwright'\nchromium.launch()" }, true],
  ['a type of it', { 'lib/a.test.ts': "import type { TestAccount } from '../sandbox/testing/account'" }, false],
  ['another part of the sandbox', { 'lib/a.test.ts': "import '../sandbox/kernel/match'" }, false],
  ['nothing', { 'lib/a.test.ts': 'export const a = 1' }, false],
])('imports the sandbox: %s', async (_, files, expected) => {
  const directory = mkdtempSync(join(folder, 'case-'))
  const all = {
    'sandbox/testing/account.ts': 'export const createTestAccount = () => {}\nexport type TestAccount = object',
    'sandbox/main.ts': 'export {}',
    'sandbox/kernel/match.ts': 'export {}',
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
    ...files,
  }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  const found = await needingMore(['lib/a.test.ts'], directory)
  expect([...found]).toEqual(expected ? ['lib/a.test.ts'] : [])
})

test('the repository has tests of both kinds, and whoever names the account of a test is on the right side', async () => {
  const more = await needingMore(testFiles)
  const naming = testFiles.filter((path) =>
    /\b(createTestAccount|spawnSandbox|startSandbox)\(/.test(readFileSync(path, 'utf8')),
  )
  expect(naming.filter((path) => !more.has(path) && !import.meta.url.endsWith(path))).toEqual([])
  expect(naming.length).toBeGreaterThan(50)
  expect(testFiles.length - more.size).toBeGreaterThan(100)
})
