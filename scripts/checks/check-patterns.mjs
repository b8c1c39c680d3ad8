/**
 * Every pattern of the product takes linear time, because any of them can read input from outside. Prints each that does
 * not, and each that is computed and so cannot be judged. Tests, scripts and benches read only what the repository
 * holds, as does the sandbox's oracle, which is part of its tests. A computed pattern that reads a few characters only says
 * so in the line before it: `// short text: three digits`.
 *
 *   node scripts/checks/check-patterns.mjs [FILE…]
 */
import { readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'vite'
import { judgePattern } from './lib/judge-pattern.mjs'
import { listedFiles } from './lib/listed-files.mjs'

const trusted =
  /\.(test|spec)\.tsx?$|^(e2e|faults|bench|older-builds|scripts|sandbox\/(testing|oracle)|lambda-template\/test)\/|\/testing[./]|\.config\.(ts|js|mjs)$/

const named = process.argv.slice(2)
const files = listedFiles(named, ['*.ts', '*.tsx', '*.js', '*.mjs'], (file) => !trusted.test(file))

let read = 0
const problems = []
/** A pattern is written in several files: judged once. */
const verdicts = new Map()

for (const file of files) {
  const source = readFileSync(file, 'utf8')
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) problems.push(`${file}: cannot be parsed: ${errors[0].message}`)
  const report = (node, message) =>
    problems.push(`${file}:${source.slice(0, node.start).split('\n').length}: ${message}`)
  const computed = (node) => {
    if (node.callee.type !== 'Identifier' || node.callee.name !== 'RegExp') return
    read += 1
    const before = source.slice(0, node.start).split('\n').at(-2) ?? ''
    if (before.trimStart().startsWith('// short text: ')) return
    report(node, 'a computed pattern cannot be judged: write it as a literal, or compare without a pattern')
  }
  new Visitor({
    Literal(node) {
      if (!node.regex) return
      const { pattern, flags } = node.regex
      const written = `/${pattern}/${flags}`
      read += 1
      if (!verdicts.has(written)) verdicts.set(written, judgePattern(pattern, flags))
      const verdict = verdicts.get(written)
      if (verdict) report(node, `${written}: ${verdict}`)
    },
    NewExpression: computed,
    CallExpression: computed,
  }).visit(program)
}

if (files.length === 0 || (named.length === 0 && read === 0)) problems.push('No pattern was found: nothing was checked')
if (problems.length > 0) {
  console.error(problems.join('\n'))
  console.error(`${problems.length} of ${read} patterns are not known to take linear time.`)
  process.exit(1)
}
console.log(`${read} patterns (${verdicts.size} different) in ${files.length} files, all in linear time`)
