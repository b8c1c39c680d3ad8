/**
 * An AWS resource of a public API is what CONTRIBUTING.md says: its own files, and a line in the lists that the page names. Every
 * other file of the product that names one of the two examples is reported.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Resource {
  /** The paths of its own files. */
  own: RegExp
  /** How others name it. */
  name: RegExp
}

const examples: Record<string, Resource> = {
  'web ACL': { own: /web-acl/, name: /web-?acl|waf/i },
  alarms: { own: /alarm/, name: /alarm/i },
}

const product = execFileSync('git', ['ls-files', 'lib', 'components', 'app', 'faults', 'scripts'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.(tsx?|mjs)$/.test(path) && !/\.(test|generated)\.|\/testing\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))

const guide = readFileSync('CONTRIBUTING.md', 'utf8')
const section = guide.slice(guide.indexOf('\n## Add an AWS resource\n')).split('\n## ', 2)[1] ?? ''
/** Files and folders, from the root of the project. */
const listed = [...section.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, path = '']) => path)

/** Shows on the endpoint page what the alarms cost; a link of CONTRIBUTING.md cannot name its path. */
const costPage = 'app/(console)/[account]/[region]/endpoints/[name]/(overview)/cost.tsx'
const places = [...listed, costPage]

const strangers = (files: typeof product, { own, name }: Resource): string[] =>
  files
    .filter(({ path, text }) => !own.test(path) && name.test(text))
    .map(({ path }) => path)
    .filter((path) => !places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place)))

it('names only files and folders that there are', () => {
  expect(listed.length).toBeGreaterThan(25)
  expect(listed.filter((path) => !existsSync(path))).toEqual([])
})

it.each(Object.entries(examples))('the %s has its own files, and is named in the listed ones alone', (_, resource) => {
  expect(product.filter(({ path }) => resource.own.test(path)).length).toBeGreaterThanOrEqual(5)
  expect(strangers(product, resource)).toEqual([])
})

it.each(Object.entries(examples))('a file more that names the %s is reported', (name, resource) => {
  const planted = { path: 'lib/wiring/engine.ts', text: `const more = '${name}' // as WebAcl and Alarm` }
  expect(strangers([...product, planted], resource)).toEqual([planted.path])
})

it('lists five places that each of them is in', () => {
  const lists = section.slice(section.indexOf('Each of these five lists'), section.indexOf('Four more places'))
  const paths = [...lists.matchAll(/^\| `([^`]+)`/gm)].map(([, path]) => path)
  expect(paths.length).toBe(5)
  const without = Object.entries(examples).flatMap(([what, { name }]) =>
    paths
      .filter((path) => !product.some((one) => one.path === path && name.test(one.text)))
      .map((path) => [what, path]),
  )
  expect(without).toEqual([])
  process.stdout.write(`\n ${product.length} files read, ${new Set(listed).size} places listed\n`)
})
