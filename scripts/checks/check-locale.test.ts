/** A number or time that is written past the reader's locale is reported with its place; rounding and orders pass. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'locale-'))
afterAll(() => rmSync(folder, { recursive: true }))

function check(source: string) {
  const file = join(folder, 'planted.tsx')
  writeFileSync(file, source)
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/checks/check-locale.mjs', file], {
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr, file }
}

test.each([
  ['an English number', "const a = 1\nconst text = (4000).toLocaleString('en')", 2],
  ['a number of the server’s own locale', 'const text = count.toLocaleString()', 1],
  ['a day', "const text = new Date(at).toLocaleDateString('en-GB')", 1],
  ['a number format', "const format = new Intl.NumberFormat('en')", 1],
  ['a time format', 'const format = new Intl.DateTimeFormat(undefined, {})', 1],
  ['digits on a page', 'const view = <p>{share.toFixed(1)} %</p>', 1],
  ['digits of what can be missing', "const text = score?.toPrecision(3) ?? ''", 1],
  ['plural rules', "const rules = new Intl.PluralRules('en-US')", 1],
  ['an order', "names.sort((a, b) => a.localeCompare(b, 'en'))", 1],
])('%s', (_, source, line) => {
  const { status, said, file } = check(source)
  expect([status, said]).toEqual([1, expect.stringContaining(`${file}:${line}: `)])
})

test('numbers that stay numbers, words and orders pass, and what was read is counted', () => {
  const { status, said } = check(
    'const near = Number(share.toFixed(6))\nconst rules = new Intl.PluralRules(wordsLocale)\nnames.sort((a, b) => a.localeCompare(b, wordsLocale))\nconst html = <html lang="en" />\n',
  )
  expect([status, said.trim().split(',')[0]]).toEqual([0, '5 calls in 1 files'])
})
