/** An import in the wrong direction is reported by the rule that it breaks, type imports among them; others pass. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { forbidden } from './import-rules.mjs'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** The checker's exit and words over a project of these files. */
function check(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'))
  folders.push(folder)
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), source)
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/checks/check-imports.mjs', folder], {
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

/** By rule, the file that breaks it. */
const planted: Record<string, [path: string, source: string]> = {
  'no cycles': ['lib/keys/cycle.ts', "import type { Turn } from './turn'\nexport type Cycle = Turn"],
  'what is imported is there': ['lib/keys/lost.ts', "import './no-such-file'"],
  'sandbox stands alone': ['sandbox/kernel/house.ts', "import '@/lib/result'"],
  'lambda-template stands alone': ['lambda-template/src/house.ts', "import '../../lib/result'"],
  'browser tests see the product from outside': ['e2e/inside.spec.ts', "import '../lib/result'"],
  'lib imports lib only': ['lib/keys/view.ts', "import '../../components/trace/fine'"],
  'components import components and lib': ['components/trace/page.tsx', "import '../../app/page'"],
  'app imports app, components and lib': ['app/sand.tsx', "import '../sandbox/kernel/house'"],
  'tests reach no route': ['lib/keys/route.test.ts', "import '../../app/page'"],
  'lib speaks to AWS, and pages do not': ['app/aws.tsx', "import '@aws-sdk/client-lambda'"],
  'what a browser gets reaches nothing that only a server has': [
    'components/trace/far.tsx',
    "import type { Made } from '@/lib/trace/made'\nexport const Far = ({ made }: { made: Made }) => <p>{made}</p>",
  ],
  'what a browser gets reaches no module of Node': ['components/trace/node.tsx', "import '@/lib/trace/disk'"],
  'pure code reaches nothing that only a server has': ['lib/model/far.ts', "import 'server-only'"],
  'pure code reaches no module of Node but its hashes': ['lib/spec/node.ts', "import 'node:fs'"],
}

/** More that break a rule. */
const more: [rule: string, path: string, source: string][] = [
  ['pure code reaches nothing that only a server has', 'lib/spec/settings.ts', "import '../config'"],
  ['pure code reaches nothing that only a server has', 'lib/batch/request.ts', "import 'next/headers'"],
]

const around = {
  'lib/config.ts': 'export const config = 1',
  'lib/trace/disk.ts': "import 'node:fs'",
  'lib/result.ts': 'export const ok = 1',
  'lib/keys/turn.ts': "import type { Cycle } from './cycle'\nexport type Turn = Cycle",
  'lib/trace/made.ts': "import type { LambdaClient } from '@aws-sdk/client-lambda'\nexport type Made = LambdaClient",
  'lib/spec/hash.ts':
    "import { createHash } from 'node:crypto'\nimport { ok } from '../result'\nexport const hash = [createHash, ok]",
  'components/trace/fine.tsx': "import { hash } from '@/lib/model/fine'\nexport const Fine = () => <b>{hash}</b>",
  'lib/model/fine.ts': "import { ok } from '../result'\nexport const hash = ok",
  'app/page.tsx': "import { Fine } from '../components/trace/fine'\nexport default Fine",
}

const layers = forbidden.filter(({ name }) => name.endsWith('imports nothing that stands after it'))

/** A file in a layer, as its pattern says: `(?!…)` is what a name must not begin with, `(a|…)` begins with `a`. */
const inside = (pattern: string, file: string) => {
  const path = pattern.replace(/\(\?![^)]*\)/, '').replace(/\((\w+)\|[^)]*\)/, '$1-')
  if (path.endsWith('.ts')) return path
  return `${path.replace('[^/]+$', '')}${file}.ts`
}

test('each rule reports what breaks it, and every file is counted', () => {
  const files = {
    ...around,
    ...Object.fromEntries(Object.values(planted)),
    ...Object.fromEntries(more.map(([, path, source]) => [path, source])),
  }
  const { status, said } = check(files)
  expect(status).toBe(1)
  const broken = [...Object.entries(planted).map(([rule, [path]]) => [rule, path] as const), ...more]
  for (const [rule, path] of broken)
    expect(said).toMatch(new RegExp(`^${path.replaceAll('.', '\\.')}: imports .*\\(${rule}\\)$`, 'm'))
  expect(said).toContain(`${Object.keys(files).length} modules with `)
  for (const path of Object.keys(around)) expect(said).not.toContain(`${path}: imports ../`)
})

test('each layer reports an import of the next one', () => {
  const first = layers.map(({ name }) => name.slice(0, name.indexOf(' imports')))
  const of = (index: number) => inside(first[index] ?? '', 'planted')
  const next = (index: number) => first[index + 1]?.split('/')[0] === first[index]?.split('/')[0]
  const pairs = first.map((_, index) => index).filter(next)
  const files = Object.fromEntries(
    first.map((_, index) => [
      of(index),
      next(index) ? `import '@/${of(index + 1).replace(/\.ts$/, '')}'` : 'export {}',
    ]),
  )
  const { said } = check(files)
  for (const index of pairs)
    expect(said).toContain(`${of(index)}: imports ${of(index + 1)} (${first[index]} imports nothing`)
  expect(pairs.length).toBeGreaterThan(30)
})

test('a project in which all imports go down passes, and says how much was read', () => {
  const { 'lib/trace/made.ts': _, 'lib/keys/turn.ts': __, ...fine } = around
  const { status, said } = check(fine)
  expect([status, said.trim()]).toEqual([0, '7 modules with 6 imports, every one in its direction'])
})

test('a part of lib without a place in the order is reported', () => {
  const { status, said } = check({ 'lib/new-room/file.ts': 'export const file = 1' })
  expect([status, said]).toEqual([1, expect.stringContaining('lib/new-room/file.ts: has no place among the layers')])
})

test('what is kept on globalThis is reported', () => {
  const { status, said } = check({ 'lib/keys/kept.ts': 'export const kept = globalThis as object' })
  expect([status, said]).toEqual([1, expect.stringContaining('lib/keys/kept.ts: keeps something on globalThis')])
})
