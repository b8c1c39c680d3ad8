/** What a person can see is collected whole, and a word that must not come back is reported with its place. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { seenLines, seenStrings } from './lib/seen-strings.mjs'

const folder = mkdtempSync(join(tmpdir(), 'words-'))
afterAll(() => rmSync(folder, { recursive: true }))

const seen = (source: string) => seenStrings('planted.tsx', source).map(({ text }) => text)

test.each<[string, string[]]>([
  ['const a = <p>Send {count} rows to <b>one</b> model</p>', ['Send {…} rows to one model']],
  [
    'const a = <button aria-label="Copy" title="Copy URL" className="flex items-center p-2">Go</button>',
    ['Copy', 'Copy URL', 'Go'],
  ],
  ["const a = { message: 'Refused', code: 'not-found' }", ['Refused']],
  ['fail({ message: `No $' + "{name} here`, remedy: 'Create one first.' })", ['No {…} here', 'Create one first.']],
  ["const words = open ? 'nobody called' : 'open'", ['nobody called']],
  ["const look = cn('flex items-center gap-2', open && 'max-md:hidden border-line text-12')", []],
  ["import { a } from 'some package name'\ntype A = 'one of two' | 'two of two'", []],
  ["const a = <Card title={live ? 'Live now' : 'Not live yet'} />", ['Live now', 'Not live yet']],
])('%s', (source, expected) => expect(seen(source).toSorted()).toEqual(expected.toSorted()))

test('code in the documentation is no text', () =>
  expect(seenLines('# Start\n\n```bash\nnpm run demo\n```\n\nSign in.')).toEqual([
    { line: 1, text: '# Start' },
    { line: 7, text: 'Sign in.' },
  ]))

function check(text: string) {
  const file = join(folder, 'planted.tsx')
  writeFileSync(file, text)
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/checks/words.mjs', file], {
    encoding: 'utf8',
  })
  return { status, said: (stdout + stderr).replaceAll(`${file}:`, '') }
}

test('a planted word is reported, and the check fails', () => {
  const { status, said } = check('const a = (\n  <p>\n    Whoever has the link\n    can call.\n  </p>\n)')
  expect([status, said]).toEqual([
    1,
    expect.stringContaining('2: “Whoever” in “Whoever has the link can call.”: say anyone who'),
  ])
})

test('others pass, and what was read is counted', () =>
  expect(check('const a = <p>Anyone can call.</p>')).toEqual({
    status: 0,
    said: '1 strings that a person can see in 1 of 1 files, none with a word that must not come back\n',
  }))
