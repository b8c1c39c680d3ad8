/** A partition that is written out is reported with its place; what holds in every partition is not. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'partitions-'))
afterAll(() => rmSync(folder, { recursive: true }))

function check(source: string, name = 'planted.tsx') {
  const file = join(folder, name)
  writeFileSync(file, source.replaceAll('#', '$'))
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/checks/check-partitions.mjs', file], {
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr, file }
}

test.each([
  ['an ARN', "const a = 1\nconst role = 'arn:aws:iam::aws:policy/x'", 2],
  ['an ARN in a template', 'const role = `arn:aws:iam::#{id}:role/x`', 1],
  ['an ARN in a pattern', 'const is = /^arn:aws:iam/', 1],
  ['an ARN on a page', 'const view = <p>arn:aws:iam::1:role/x</p>', 1],
  ['a host', 'const url = `https://s3.#{region}.amazonaws.com/#{key}`', 1],
  ['a fallback', "const p = arn.split(':')[1] ?? 'aws'", 1],
  ['a default', "const f = ({ partition = 'aws' }) => partition", 1],
  ['a property', "const t = {\n partition: 'aws' }", 2],
])('%s', (_, source, line) => {
  const { status, said, file } = check(source)
  expect([status, said]).toEqual([1, expect.stringContaining(`${file}:${line}: a`)])
})

test('an ARN in a policy', () => {
  const { status, said, file } = check('{\n  "Resource": "arn:aws:s3:::b"\n}', 'planted.json')
  expect([status, said]).toEqual([1, expect.stringContaining(`${file}:2: an ARN`)])
})

test('principals, wildcards and comments pass, and what was read is counted', () => {
  const { status, said } = check(
    "// arn:aws:iam::1:role/x\nconst service = 'lambda.amazonaws.com'\nconst any = 'arn:*:iam::*:role/x'\nconst is = /^arn:aws[a-z-]*:iam/\nconst source = `#{name}.amazonaws.com`\n",
  )
  expect([status, said.trim()]).toEqual([0, '4 texts in 1 files, no partition written out'])
})
