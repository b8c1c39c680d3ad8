/**
 * Which part of the project can import which (docs/architecture.md draws it). A part imports itself and what stands before
 * it in its list, and a part's name says whether it is pure.
 */
import { builtinModules } from 'node:module'

/** What reads and what applies a resource is named so; the rest of its folder is pure. */
const pureResources = 'lib/wiring/resources/(?!(apply|read)|[^/]+/(apply|read))'

/** lib, as patterns of paths, from what everything can import to what nothing but pages can. */
export const libLayers = [
  [
    'lib/result.ts',
    'lib/process-wide.ts',
    'lib/measures.ts',
    'lib/roles.ts',
    'lib/locale.ts',
    'lib/plural.ts',
    'lib/within.ts',
    'lib/first-letter.ts',
  ],
  ['lib/errors/', 'lib/errors.ts', 'lib/attempt.ts', 'lib/spans.ts'],
  ['lib/model/'],
  ['lib/aws/'],
  ['lib/guard-rails.ts'],
  ['lib/config/', 'lib/config.ts', 'lib/config-at-start.ts'],
  ['lib/log.ts'],
  ['lib/store/'],
  ['lib/running/'],
  ['lib/security/'],
  ['lib/auth/'],
  ['lib/batch/'],
  ['lib/what-if/'],
  ['lib/runs/'],
  ['lib/own-calls/'],
  ['lib/spec/'],
  ['lib/snippets/'],
  ['lib/wiring/openapi/'],
  ['lib/wiring/state/'],
  [pureResources],
  ['lib/wiring/plan/'],
  ['lib/wiring/adopt/'],
  ['lib/wiring/run/'],
  ['lib/wiring/resources/(read|[^/]+/read)'],
  ['lib/wiring/read/'],
  ['lib/wiring/resources/(apply|[^/]+/apply)'],
  ['lib/wiring/prove/'],
  ['lib/wiring/(?!handler-bundle)[^/]+$'],
  ['lib/console/'],
  ['lib/jobs/'],
  ['lib/keys/'],
  ['lib/trace/'],
  ['lib/metrics/'],
  ['lib/logs/'],
  ['lib/endpoints/'],
  ['lib/cost/'],
  ['lib/endpoint-index/'],
  ['lib/activity/'],
  ['lib/transform/'],
  ['lib/dashboard/'],
  ['lib/share/'],
  ['lib/guide/'],
  ['lib/prometheus/'],
  ['lib/telemetry/'],
  ['lib/start-up/'],
]

const sandboxLayers = [['sandbox/kernel/'], ['sandbox/models/'], ['sandbox/services/'], ['sandbox/data-plane/']]

/** Rooms whose code a browser can run, and a test without anything around it. */
const pureRooms = [
  'lib/model/',
  'lib/batch/',
  'lib/what-if/',
  'lib/runs/',
  'lib/spec/',
  'lib/snippets/',
  'lib/wiring/openapi/',
  'lib/wiring/state/',
  pureResources,
  'lib/wiring/plan/',
  'lib/wiring/adopt/',
  'lib/guide/',
]

const tests = '\\.(test|spec)\\.tsx?$|^lib/(spec|wiring|auth|store)/.*testing\\.ts$'
/** What only a server has: packages, and the configuration. The SDK's list of partitions (`@aws-sdk/core/client`) is data. */
const server =
  '(^|/)node_modules/(@aws-sdk/(client|credential)|@smithy/|aws4fetch|next-auth/|next/(headers|cache|server)|openid-client/|pino/|server-only/|pg/|@electric-sql/|drizzle-orm/)|^lib/config(-at-start)?\\.ts$'
/** Modules of Node, as dependency-cruiser names them; pure code can hash. */
const node = `^(node:)?(${builtinModules.filter((name) => !name.startsWith('_') && name !== 'crypto').join('|')})$`

const startOf = (paths) => `^(${paths.join('|')})`

const layered = (layers) =>
  layers.slice(0, -1).map((paths, index) => ({
    name: `${paths[0]} imports nothing that stands after it`,
    from: { path: startOf(paths), pathNot: tests },
    to: { path: startOf(layers.slice(index + 1).flat()) },
  }))

const rules = [
  { name: 'no cycles', from: {}, to: { circular: true } },
  {
    name: 'what is imported is there',
    from: {},
    // Next.js writes it into the standalone folder.
    to: { couldNotResolve: true, pathNot: '^\\./next-server\\.js$' },
  },
  ...layered(libLayers),
  ...layered(sandboxLayers),
  ...['sandbox', 'lambda-template'].map((house) => ({
    name: `${house} stands alone`,
    from: { path: `^${house}/` },
    to: { path: '^(app|components|lib|sandbox|lambda-template|e2e|scripts|faults|bench)/', pathNot: `^${house}/` },
  })),
  {
    name: 'browser tests see the product from outside',
    from: { path: '^e2e/' },
    to: { path: '^(app|components|lib|sandbox|lambda-template|faults|bench)/' },
  },
  {
    name: 'lib imports lib only',
    from: { path: '^lib/', pathNot: tests },
    to: { path: '^(app|components|sandbox|lambda-template|e2e|scripts|faults|bench)/' },
  },
  {
    name: 'components import components and lib',
    from: { path: '^components/', pathNot: tests },
    to: { path: '^(app|sandbox|lambda-template|e2e|scripts|faults|bench)/' },
  },
  {
    name: 'app imports app, components and lib',
    from: { path: '^app/', pathNot: tests },
    to: { path: '^(sandbox|lambda-template|e2e|scripts|faults|bench)/' },
  },
  { name: 'tests reach no route', from: { path: tests }, to: { path: '^app/' } },
  {
    name: 'lib speaks to AWS, and pages do not',
    from: { path: '^app/' },
    to: { path: '(^|/)node_modules/(@aws-sdk|@smithy)/' },
  },
  {
    name: 'what a browser gets reaches nothing that only a server has',
    from: { path: '^components/', pathNot: tests },
    to: { path: server, reachable: true },
  },
  {
    name: 'what a browser gets reaches no module of Node',
    from: { path: '^components/', pathNot: tests },
    to: { path: node, reachable: true },
  },
  {
    name: 'pure code reaches nothing that only a server has',
    from: { path: startOf(pureRooms), pathNot: tests },
    to: { path: server, reachable: true },
  },
  {
    name: 'pure code reaches no module of Node but its hashes',
    from: { path: startOf(pureRooms), pathNot: tests },
    to: { path: node, reachable: true },
  },
]

export const forbidden = rules.map((rule) => ({ ...rule, severity: 'error' }))
