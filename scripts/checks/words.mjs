/**
 * Collects every string that a person can see: in pages and components, in the tables of messages and failures, and in the
 * documentation. Writes them to test-results/words.txt, one a line below the name of its file, for somebody to read; prints how
 * many it read, and each word that must not come back.
 *
 *   node scripts/checks/words.mjs [FILE…]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { listedFiles } from './lib/listed-files.mjs'
import { seenLines, seenStrings } from './lib/seen-strings.mjs'
import { stiltedWords } from './lib/stilted-words.mjs'

const isSeen = (file) =>
  /^(app|components|lib)\/.*\.tsx?$|^docs\/guide\/.*\.md$/.test(file) &&
  !/\.test\.tsx?$|\/testing[./]|\.generated\.ts$|^(app|components)\/primitives\//.test(file)

const named = process.argv.slice(2)
const files = listedFiles(named, ['*.ts', '*.tsx', '*.md'], isSeen)
const problems = []
const parts = []
let count = 0
for (const file of files) {
  const source = readFileSync(file, 'utf8')
  const seen = file.endsWith('.md') ? seenLines(source) : seenStrings(file, source)
  if (seen.length === 0) continue
  count += seen.length
  parts.push(`${file}\n${seen.map(({ line, text }) => `  ${line}: ${text}`).join('\n')}\n`)
  problems.push(...stiltedWords(file, seen))
}
if (named.length === 0) {
  mkdirSync('test-results', { recursive: true })
  writeFileSync('test-results/words.txt', parts.join('\n'))
}
if (count === 0) problems.push('No string was found: nothing was checked')
if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
}
console.log(
  `${count} strings that a person can see in ${parts.length} of ${files.length} files, ${problems.length === 0 ? 'none with a word that must not come back' : `${problems.length} with words that must not come back`}`,
)
