/**
 * Imports go one way (scripts/checks/import-rules.mjs): prints every import that goes another, and every cycle.
 *
 *   node scripts/checks/check-imports.mjs [FOLDER]
 */
import { existsSync, readFileSync } from 'node:fs'
import swc from '@swc/core'
import { forbidden, libLayers } from './import-rules.mjs'
import { faultsOf, pictureIn } from './lib/layer-picture.mjs'

process.chdir(process.argv[2] ?? '.')

// dependency-cruiser parses .tsx as .ts with swc, the one parser of its that reads TypeScript 7's projects.
const parse = swc.parseFileSync
swc.parseFileSync = (file, options) => parse(file, { ...options, tsx: file.endsWith('.tsx') })
const { cruise } = await import('dependency-cruiser')

const roots = [
  'app',
  'components',
  'lib',
  'sandbox',
  'lambda-template',
  'e2e',
  'faults',
  'bench',
  'older-builds',
  'scripts',
  'proxy.ts',
  'instrumentation.ts',
]
const { output } = await cruise(
  roots.filter(existsSync),
  {
    ruleSet: { forbidden },
    validate: true,
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^lambda-template/dist/' },
  },
  {
    alias: { '@': process.cwd() },
    extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    exportsFields: ['exports'],
    conditionNames: ['node', 'import', 'require', 'types', 'default'],
  },
)

const { violations, totalDependenciesCruised: imports } = output.summary
const read = output.modules.filter(({ source }) => !source.includes('node_modules/') && /\.(tsx?|mjs|js)$/.test(source))
const problems = violations.map(
  ({ from, to, rule, cycle }) =>
    `${from}: imports ${cycle ? cycle.map(({ name }) => name).join(' → ') : to} (${rule.name})`,
)
if (read.length === 0) problems.push('There is nothing to read here')
const isProduct = (path) => /^(app|components|lib)\//.test(path) && !/\.(test|generated)\.|\/testing\.ts$/.test(path)
const placed = new RegExp(`^(${libLayers.flat().join('|')})`)
for (const { source } of read) {
  if (source.startsWith('lib/') && isProduct(source) && !placed.test(source))
    problems.push(`${source}: has no place among the layers of scripts/checks/import-rules.mjs`)
  if (
    /^(app|lib)\//.test(source) &&
    source !== 'lib/process-wide.ts' &&
    /\bglobalThis as\b/.test(readFileSync(source, 'utf8'))
  )
    problems.push(
      `${source}: keeps something on globalThis (lib/process-wide.ts does, and says what bundles can share)`,
    )
}

const page = 'docs/architecture.md'
if (existsSync(page)) {
  const between = read
    .filter(({ source }) => isProduct(source))
    .flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => [source, resolved]).filter(([, to]) => isProduct(to)),
    )
  const picture = pictureIn(readFileSync(page, 'utf8'))
  problems.push(...(picture ? faultsOf(picture, between) : ['it has no picture']).map((fault) => `${page}: ${fault}`))
}

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
}
console.log(
  `${read.length} modules with ${imports} imports, ${problems.length === 0 ? 'every one in its direction' : `${problems.length} problems`}`,
)
