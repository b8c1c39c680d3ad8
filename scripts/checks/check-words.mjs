/**
 * One word means one thing: prints every use of a word that another one replaced, in code, comments, docs, file names and
 * what people read. A word joins the list (`lib/replaced-words.mjs`) once its last use is gone.
 *
 *   node scripts/checks/check-words.mjs [FILE…]
 */
import { readFileSync } from 'node:fs'
import { listedFiles } from './lib/listed-files.mjs'
import { replacedWords } from './lib/replaced-words.mjs'

const files = listedFiles(
  process.argv.slice(2),
  ['*.ts', '*.tsx', '*.mjs', '*.js', '*.md'],
  (file) => !/^scripts\/(moves\/|.*(check-words|replaced-words))/.test(file),
)

let words = 0
const problems = []
for (const file of files) {
  const text = readFileSync(file, 'utf8')
  words += text.split(/\s+/).filter(Boolean).length
  problems.push(...replacedWords(file, text))
}

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
}
console.log(
  `${words} words in ${files.length} files, ${problems.length === 0 ? 'none of them replaced by another' : `${problems.length} replaced by others`}`,
)
