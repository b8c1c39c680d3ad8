/**
 * Numbers, amounts and times that people read are in their own locale: prints every place that writes one by other means
 * than `lib/locale.ts`, or that names a locale. A number that goes on as a number can be rounded by text: `Number(x.toFixed(2))`.
 *
 *   node scripts/checks/check-locale.mjs [FILE…]
 */
import { readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'vite'
import { listedFiles } from './lib/listed-files.mjs'

const files = listedFiles(
  process.argv.slice(2),
  ['app/**/*.ts', 'app/**/*.tsx', 'components/**/*.ts', 'components/**/*.tsx', 'lib/**/*.ts'],
  (file) => !/\.(test|generated)\.tsx?$/.test(file) && file !== 'lib/locale.ts',
)

const advice = 'lib/locale.ts writes it in the reader’s locale'
const byTheirOwn = /^toLocale(Date|Time)?String$/
const digits = /^to(Fixed|Precision)$/
const formats = /^(NumberFormat|DateTimeFormat|RelativeTimeFormat|DurationFormat)$/
/** Words and orders are English: these take `wordsLocale`. */
const ofWords = /^(PluralRules|ListFormat|Collator|Segmenter|DisplayNames)$/
const nameOf = (node) => (node?.type === 'MemberExpression' && !node.computed ? node.property.name : undefined)
const isLocale = (node) => node?.type === 'Literal' && typeof node.value === 'string'

let calls = 0
const problems = []

for (const file of files) {
  const source = readFileSync(file, 'utf8')
  const report = (start, message) => problems.push(`${file}:${source.slice(0, start).split('\n').length}: ${message}`)
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) problems.push(`${file}: cannot be parsed: ${errors[0].message}`)
  /** What makes a number of a text: the text is on no page. */
  const backToNumber = new Set()
  const look = (node) => {
    calls += 1
    const name = nameOf(node.callee)
    if (node.callee.name === 'Number' || name === 'parseFloat') backToNumber.add(node.arguments[0]?.start)
    if (byTheirOwn.test(name)) report(node.start, `${name}() takes no reader into account: ${advice}`)
    if (digits.test(name) && !backToNumber.has(node.start))
      report(node.start, `${name}() has an English point: ${advice}`)
    if (name === 'localeCompare' && isLocale(node.arguments[1]))
      report(node.start, 'a locale is written out: wordsLocale is it')
    if (node.callee.object?.name !== 'Intl') return
    if (formats.test(name)) report(node.start, `Intl.${name} is made in one place: ${advice}`)
    if (ofWords.test(name) && isLocale(node.arguments[0]))
      report(node.start, 'a locale is written out: wordsLocale is it')
  }
  new Visitor({ CallExpression: look, NewExpression: look }).visit(program)
}

if (files.length === 0 || calls === 0) problems.push('No call was found: nothing was checked')
if (problems.length > 0) {
  console.error(problems.join('\n'))
  console.error(`${problems.length} places, of ${calls} calls in ${files.length} files.`)
  process.exit(1)
}
console.log(`${calls} calls in ${files.length} files, every number and time in the reader’s locale`)
