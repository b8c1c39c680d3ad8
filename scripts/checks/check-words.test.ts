/** A word that was replaced is reported with its place, inside an identifier too; words that only look alike are not. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { replacedWords } from './lib/replaced-words.mjs'

const folder = mkdtempSync(join(tmpdir(), 'words-'))
afterAll(() => rmSync(folder, { recursive: true }))

function check(text: string) {
  const file = join(folder, 'planted.ts')
  writeFileSync(file, text)
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/checks/check-words.mjs', file], {
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
  ["const label = 'It told so'", '1: “told”: say says'],
  ['const reportTold = 1', '1: “Told”: say says'],
  ['// AWS asks for a token', '1: “AWS asks”: say call'],
  ['// It asks the endpoint', '1: “asks the endpoint”: say call'],
  ['// Without asking the model', '1: “asking the model”: say call'],
  ["const label = 'What it asked for'", '1: “asked for”: say call'],
  ["const label = 'It was asked once'", '1: “was asked”: say call'],
  ['function askModel() {}', '1: “askM”: say call'],
  ['const onAsk = 1', '1: “Ask”: say call'],
  ['const { asked } = shown', '1: “asked”: say call'],
  ['send(ask.text)', '1: “ask”: say call'],
  ['await ask(url)', '1: “ask”: say call'],
  ['const tell = 1', '1: “tell”: say report'],
  ['tellOver()', '1: “tellO”: say report'],
  ['interface ModelAnswer {}', '1: “Answer”: say response'],
  ['const answer = 1', '1: “answer”: say response'],
  ['if (shown.answered) send()', '1: “answered”: say response'],
  ['const entries = readHistory()', '1: “readHistory”: say runs'],
  ['type One = HistoryEntry', '1: “HistoryEntry”: say runs'],
  ['// The history of the runs', '1: “history of the runs”: say playground runs'],
  ['// The history of a URL', '1: “history of a URL”: say versions'],
  ['const one: RegionOverview = 1', '1: “RegionOverview”: say region dashboard'],
  ['// The overview of the region', '1: “overview of the region”: say region dashboard'],
  ['const sharePercent = 1', '1: “sharePercent”: say canary'],
  ['const onShare = 1', '1: “onShare”: say canary'],
  ['// A share of the page', '1: “share of the page”: say share link'],
])('%s', (text, problem) =>
  expect(replacedWords('lib/planted.ts', text)).toContainEqual(
    expect.stringMatching(new RegExp(`^lib/planted\\.ts:${problem}`)),
  ),
)

test.each([
  ['ask-version.ts', 'call'],
  ['width-told.ts', 'report'],
  ['proxy-answer.ts', 'response'],
  ['wish.ts', 'spec'],
  ['history-card.tsx', 'runs'],
  ['share-form.tsx', 'runs'],
  ['region-overview.tsx', 'runs'],
])('%s as the name of a file', (name, instead) =>
  expect(replacedWords(`lib/${name}`, 'export {}')).toEqual([
    expect.stringContaining(`in the name of a file: say ${instead}`),
  ]),
)

test.each([
  '// Ask the person who runs the console; the model answered, and answers are kept as a function answers them.',
  "const label = 'Ask an admin of this console. The model answered: 0.43.'",
  '          as below; ask the person who sent you this page.',
  'const masked = flask.task.answerable',
])('%s', (text) => expect(replacedWords('components/planted.tsx', text)).toEqual([]))

test('what is found is printed, and the check fails', () => {
  const { status, said } = check('const answer = 1')
  expect([status, said]).toEqual([1, expect.stringContaining('1: “answer”: say response')])
})

test('others pass, and what was read is counted', () =>
  expect(check('// We recommend amendments\nconst mendel = wishful')).toEqual({
    status: 0,
    said: '8 words in 1 files, none of them replaced by another\n',
  }))
