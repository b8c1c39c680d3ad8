/** A word that was replaced is reported with its place, inside an identifier too; words that only look alike are not. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'words-'))
afterAll(() => rmSync(folder, { recursive: true }))

function check(text: string) {
  const file = join(folder, 'planted.ts')
  writeFileSync(file, text)
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/check-words.mjs', file], {
    encoding: 'utf8',
  })
  return { status, said: (stdout + stderr).replaceAll(`${file}:`, '') }
}

test.each([
  ['const a = 1\n// The wish of a person', '2: “wish”: say spec'],
  ['const keptWish = 1', '1: “Wish”: say spec'],
  ['const wishes: string[] = []', '1: “wishes”: say spec'],
  ['/** As wished. */', '1: “wished”: say spec'],
  ['export const onMend = 1', '1: “Mend”: say repair'],
  ["const label = 'Put it right'", '1: “Put it right”: say repair'],
  ['// It shuts out the rest', '1: “shuts out”: say revoke'],
  ["const label = 'AWS on it'", '1: “AWS on it”: say AWS documentation'],
  ["const label = 'Copy public URL'", '1: “public URL”: say public API'],
  ['// The answer bears no key', '1: “bears”: say include'],
  ["const label = 'Deploy it anew'", '1: “anew”: say again'],
  ['/** Whether it is there. */', '1: “Whether”: say a verb first'],
  ["const label = 'Share of the calls'", '1: “Share of the calls”: say canary'],
  ["const message = 'The role may not invoke it'", '1: “role may”: say can'],
  ['// AWS tells when it is done', '1: “tells”: say says'],
  ['const state: PublicUrlState = 1', '1: “PublicUrl”: say public API'],
])('%s', (text, problem) => {
  const { status, said } = check(text)
  expect([status, said]).toEqual([1, expect.stringContaining(problem)])
})

test('others pass, and what was read is counted', () =>
  expect(check('// We recommend amendments\nconst mendel = wishful')).toEqual({
    status: 0,
    said: '8 words in 1 files, none of them replaced by another\n',
  }))
