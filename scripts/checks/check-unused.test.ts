/** What nothing uses is reported by its name, and packages that only development uses; the rest passes. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** The checker's exit and words over a project of these files. */
function check(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'unused-'))
  folders.push(folder)
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), source)
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/checks/check-unused.mjs', folder], {
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

const packages = { dependencies: { next: '16.4.6', zod: '4.6.7' }, devDependencies: { pngjs: '7.0.0' } }
const fine = {
  'package.json': JSON.stringify(packages),
  'app/page.tsx':
    "import 'next/link'\nimport { z } from 'zod'\nimport { read } from '../lib/read'\nexport default () => z.string().parse(read)",
  'lib/read.ts': 'export const read = 1',
  'scripts/draw.mjs': "import 'pngjs'",
}

test('what nothing uses is reported', () => {
  const { status, said } = check({
    ...fine,
    'package.json': JSON.stringify({ ...packages, devDependencies: { ...packages.devDependencies, refa: '0.12.1' } }),
    'lib/read.ts': 'export const read = 1\nexport const written = 2\nexport interface Page {\n  read: number\n}',
    'lib/lost.ts': 'export const lost = 1',
  })
  expect(status).toBe(1)
  for (const line of [
    /^lib\/lost\.ts/m,
    /^refa +package\.json/m,
    /^written +lib\/read\.ts/m,
    /^Page +interface +lib\/read/m,
  ])
    expect(said).toMatch(line)
  expect(said).toContain('5 files: 4 problems')
})

test('a dependency that only development uses is reported', () => {
  const dependencies = { ...packages.dependencies, ...packages.devDependencies }
  const { status, said } = check({ ...fine, 'package.json': JSON.stringify({ dependencies }) })
  expect([status, said]).toEqual([1, expect.stringMatching(/^pngjs +package\.json/m)])
})

test('a project that uses all that it has passes, and says how much was read', () => {
  const { status, said } = check(fine)
  expect([status, said]).toEqual([
    0,
    '4 files: nothing unused\n3 files of production, with their packages: nothing unused\n',
  ])
})
