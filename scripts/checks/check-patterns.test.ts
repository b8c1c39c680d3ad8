/** Patterns that take more than linear time are reported, with their place; those that do not are not. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { judgePattern } from './lib/judge-pattern.mjs'

const folder = mkdtempSync(join(tmpdir(), 'patterns-'))
afterAll(() => rmSync(folder, { recursive: true }))

function check(source: string) {
  const file = join(folder, 'planted.tsx')
  writeFileSync(file, source)
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/checks/check-patterns.mjs', file], {
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr, file }
}

test('a planted pattern is reported with its line, and what was read is counted', () => {
  const { status, said, file } = check(
    'const safe = /^a+$/\nconst view = <p>{text.replace(/(x+)+$/, "")}</p>\nconst made = new RegExp(text)\n',
  )
  expect(status).toBe(1)
  expect(said).toContain(`${file}:2: /(x+)+$/: exponential time`)
  expect(said).toContain(`${file}:3: a computed pattern cannot be judged`)
  expect(said).toContain('2 of 3 patterns')
})

test('a computed pattern passes if the line before says that it reads a short text', () => {
  const { status, said } = check('// short text: three digits\nconst made = new RegExp(text)\n')
  expect(said).toContain('1 patterns (0 different) in 1 files')
  expect(status).toBe(0)
})

test('linear patterns pass, and are counted', () => {
  const { status, said } = check('export const number = /^\\d+$/\n')
  expect(status).toBe(0)
  expect(said).toContain('1 patterns (1 different) in 1 files')
})

test('what cannot be parsed is no pass', () => {
  const { status, said } = check('const = /a/')
  expect(status).toBe(1)
  expect(said).toContain('cannot be parsed')
})

describe('a pattern takes', () => {
  test.each([
    /(a+)+$/,
    /^[A-Za-z0-9+/\s]*={0,2}\s*$/,
    /"[^"\\]*(?:\\.[^"\\]*)*"|NaN/g,
    /^[+-]?(\d+\.?\d*|\.\d+)$/,
    /\s*\n\s*/g,
    /\s+$/,
    /"(?:[^"\\]|\\.)*"/,
    /Not found[\s\S]*gone/,
    /\([^)]*\)/,
    /^(.+?)\.(?:s3[.-].*|s3)$/,
    /^A[\s\S]*B/m,
    /(a)\1+b/,
  ])('more than linear time: %s', ({ source, flags }) => expect(judgePattern(source, flags)).toMatch(/time: /))

  test.each([
    /^\s+$/,
    /^[A-Za-z0-9+/]*={0,2}$/,
    /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/,
    /(?<!\s)\s+$/,
    /"(?:[^"\\]|\\.)*"?/,
    /Not found[\s\S]{0,500}?gone/,
    /\([^()]*\)/,
    /"[^"]*"/,
    /a.*/,
    /\s+$/y,
    /^A.*B/m,
  ])('linear time: %s', ({ source, flags }) => expect(judgePattern(source, flags)).toBeUndefined())
})
