/** Imports go one way (docs/architecture.md): prints every import that goes another and fails. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'

/** Pure modules: no SDK, no configuration, nothing that only a server has. */
const pure = [
  'lib/result',
  'lib/plural',
  'lib/activity/types',
  'lib/activity/read-event',
  'lib/activity/deeds',
  'lib/activity/concerns',
  'lib/activity/title',
  'lib/model/',
  'lib/wiring/openapi/',
  'lib/wiring/plan/',
  'lib/wiring/adopt/',
  'lib/spec/',
  'lib/batch/',
  'lib/snippets/',
  'lib/what-if/',
  'lib/history/',
  'lib/cost/cost-of',
  'lib/cost/idle',
  'lib/cost/money',
  'lib/aws/types',
  'lib/aws/iam/policy',
  'lib/aws/iam/wildcards',
  'lib/aws/apigateway/schema-fields',
  'lib/aws/lambda/recorded-role',
  'lib/aws/apigateway/rest-api-policy',
  'lib/errors/quotas',
  'lib/own-calls/server-timing',
  'lib/spec/endpoint',
  'lib/wiring/openapi/definition',
  'lib/aws/partition',
  'lib/aws/price-list-place',
  'lib/aws/region',
  'lib/errors/first-of-each',
  'lib/overview/types',
  'lib/overview/attention',
  'lib/logs/types',
  'lib/logs/interleave',
  'lib/metrics/ranges',
  'lib/own-calls/types',
  'lib/own-calls/count',
  'lib/own-calls/metrics',
  'lib/own-calls/preflights',
  'lib/metrics/types',
  'lib/metrics/queries',
  'lib/roles',
  'lib/endpoints/types',
  'lib/endpoints/schemas',
  'lib/endpoints/serverless-capacity',
  'lib/endpoints/query',
  'lib/endpoints/target-choices',
  'lib/endpoints/deploy-obstacle',
  'lib/spec/spec',
  'lib/spec/access',
  'lib/wiring/openapi/allow-list',
  'lib/spec/addresses',
  'lib/spec/sample-request',
  'lib/wiring/prove/proxy-answer',
  'lib/wiring/plan/plan',
  'lib/spec/names',
  'lib/spec/tag-text',
  'lib/wiring/plan/desired',
  'lib/wiring/openapi/document',
  'lib/wiring/openapi/binary-media-types',
  'lib/wiring/plan/policy',
  'lib/wiring/plan/read-back-words',
  'lib/spec/target',
  'lib/spec/integration',
  'lib/spec/cache',
  'lib/spec/domain',
  'lib/wiring/openapi/integration',
  'lib/wiring/plan/wishes',
  'lib/spec/budgets',
  'lib/wiring/plan/additions',
  'lib/wiring/adopt/adopted-before',
  'lib/wiring/plan/diff',
  'lib/wiring/plan/field-changes',
  'lib/wiring/adopt/types',
  'lib/wiring/adopt/grade',
  'lib/wiring/adopt/parse-invoke-url',
  'lib/wiring/adopt/adoption-spec',
  'lib/spec/defaults',
  'lib/wiring/plan/spec-changes',
  'lib/wiring/plan/salvage',
  'lib/wiring/plan/strays',
  'lib/wiring/plan/taken-over',
  'lib/wiring/plan/observed',
  'lib/wiring/plan/fingerprint',
  'lib/wiring/plan/steps',
  'lib/wiring/plan/sides',
  'lib/wiring/plan/canary',
  'lib/trace/types',
  'lib/trace/proxy-event',
  'lib/trace/test-events',
  'lib/trace/model-call',
  'lib/trace/body-text',
  'lib/trace/server-timing',
  'lib/trace/shares',
  'lib/trace/cors',
  'lib/trace/facts',
  'lib/trace/failures/',
  'lib/trace/known-failures',
  'lib/trace/decode',
  'lib/trace/diagnose',
  'lib/trace/invocation-lines',
  'lib/transform/types',
  'lib/share/types',
  'lib/share/origins',
  'lib/keys/types',
]
const isPure = (path) => pure.some((prefix) => path.startsWith(prefix))

/** Each part of the sandbox imports itself and the parts before it; its servers and tests import any. */
function layersOfSandbox() {
  const layers = ['sandbox/kernel/', 'sandbox/models/', 'sandbox/services/', 'sandbox/data-plane/']
  return layers.map((layer, index) => ({
    from: (path) => path.startsWith(layer) && !path.endsWith('.test.ts'),
    may: (to) => layers.slice(0, index + 1).some((one) => to.startsWith(one)),
    why: `imports nothing after ${layer}`,
  }))
}

/** The first rule whose `from` holds decides: what it imports must pass `may`. Tests may import anything but a foreign house. */
const rules = [
  ...layersOfSandbox(),
  {
    from: (path) => /^(sandbox|lambda-template|e2e)\//.test(path),
    may: (to, from) =>
      to.startsWith(`${from.split('/')[0]}/`) || (from.startsWith('e2e/') && to.startsWith('scripts/')),
    why: 'stands alone',
  },
  { from: (path) => /\.test\.tsx?$/.test(path), may: (to) => !to.startsWith('app/'), why: 'tests reach no route' },
  {
    from: isPure,
    may: (to) => isPure(to),
    // The SDK's list of partitions is data.
    packages: (name, from) =>
      !/^(@aws-sdk|@smithy|server-only|next|next-auth|pino|node:)/.test(name) ||
      name === 'node:crypto' ||
      (name === '@aws-sdk/core/client' && from === 'lib/aws/partition.ts'),
    why: 'is pure',
  },
  {
    from: (path) => path.startsWith('components/'),
    may: (to) => to.startsWith('components/') || isPure(to),
    packages: (name) => !/^(@aws-sdk|@smithy|server-only|node:)/.test(name),
    why: 'components import pure lib only; actions arrive as props',
  },
  { from: (path) => path.startsWith('lib/'), may: (to) => to.startsWith('lib/'), why: 'lib imports lib only' },
  {
    from: (path) => path.startsWith('app/'),
    may: (to) => /^(app|components|lib)\//.test(to),
    packages: (name) => !/^@aws-sdk/.test(name),
    why: 'routes read, choose, render; lib speaks to AWS',
  },
]

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter(existsSync)
const problems = []
const importPattern = /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/g
for (const file of files) {
  const text = readFileSync(file, 'utf8')
  if (/^(app|lib)\//.test(file) && file !== 'lib/process-wide.ts' && /\bglobalThis as\b/.test(text))
    problems.push(`${file}: keeps something on globalThis (lib/process-wide.ts does, and says what bundles can share)`)
  const rule = rules.find((one) => one.from(file))
  if (!rule) continue
  for (const match of text.matchAll(importPattern)) {
    const specifier = match[1] ?? match[2]
    const local = pathOf(file, specifier)
    const allowed = local === undefined ? (rule.packages?.(specifier, file) ?? true) : rule.may(local, file)
    if (!allowed) problems.push(`${file}: imports ${specifier} (${rule.why})`)
  }
}

/** The repository's path of what is imported, or undefined for a package. */
function pathOf(file, specifier) {
  if (specifier.startsWith('@/')) return specifier.slice(2)
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : undefined
}

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`${files.length} files, every import in its direction`)
