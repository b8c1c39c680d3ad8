/**
 * No partition of AWS is written out, because ARNs and host names differ in China, GovCloud and elsewhere: prints every
 * ARN, host name and default that belongs to one partition. The partition comes from the caller's ARN or from the region
 * (lib/aws/partition.ts). Tests, what they share in sandbox/testing, and benches run in one partition.
 *
 *   node scripts/checks/check-partitions.mjs [FILE…]
 */
import { readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'vite'
import { listedFiles } from './lib/listed-files.mjs'

const tests = /\.(test|spec)\.tsx?$|^(e2e|faults|bench|older-builds|sandbox\/testing)\/|^lambda-template\/test\//

const named = process.argv.slice(2)
const files = listedFiles(
  named,
  ['*.ts', '*.tsx', '*.js', '*.mjs', 'docs/iam/*.json'],
  (file) => !tests.test(file) && file !== 'scripts/checks/check-partitions.mjs',
)

const arn = /\barn:aws:/
/** `service.${region}.amazonaws.com`: a service principal has no region. */
const host = /\.\{\}\.amazonaws\.com/
const isAws = (node) => node?.type === 'Literal' && node.value === 'aws'

let read = 0
const problems = []

for (const file of files) {
  const source = readFileSync(file, 'utf8')
  const report = (start, message) =>
    problems.push(`${file}:${source.slice(0, start).split('\n').length}: ${message} (lib/aws/partition.ts knows it)`)
  const look = (text, start) => {
    read += 1
    if (arn.test(text)) report(start, 'an ARN of one partition is written out')
    if (host.test(text)) report(start, 'a host name of one partition is written out')
  }
  const byDefault = (value, start) => {
    if (isAws(value)) report(start, 'a partition is written out')
  }
  if (file.endsWith('.json')) {
    for (const { 0: text, index } of source.matchAll(/"[^"\n]*"/g)) look(text, index)
    continue
  }
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) problems.push(`${file}: cannot be parsed: ${errors[0].message}`)
  new Visitor({
    Literal: (node) => look(node.regex?.pattern ?? String(node.value), node.start),
    JSXText: (node) => look(node.value, node.start),
    TemplateLiteral: (node) => look(node.quasis.map(({ value }) => value.raw).join('{}'), node.start),
    LogicalExpression: (node) => byDefault(node.right, node.start),
    AssignmentPattern: (node) => byDefault(node.right, node.start),
    Property: (node) => node.key.name === 'partition' && byDefault(node.value, node.start),
  }).visit(program)
}

if (files.length === 0 || (named.length === 0 && read === 0)) problems.push('No text was found: nothing was checked')
if (problems.length > 0) {
  console.error(problems.join('\n'))
  console.error(`${problems.length} places belong to one partition, of ${read} texts in ${files.length} files.`)
  process.exit(1)
}
console.log(`${read} texts in ${files.length} files, no partition written out`)
