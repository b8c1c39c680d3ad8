/**
 * Proves that package-lock.json serves every platform and names no host: npm drops the optional packages of other
 * platforms where a registry mirror lacks them, and `npm ci` then fails on macOS or Windows with "Missing: … from lock
 * file". With `--fix` the missing entries are added.
 */

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const fix = process.argv.includes('--fix')
const problems = []

for (const [path, entry] of Object.entries(lock.packages)) {
  if (/https?:\/\//.test(entry.resolved ?? ''))
    problems.push(`${path} records an address; npm install with this .npmrc`)
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${path ? `${path}/` : ''}node_modules/${name}`
    if (lock.packages[nested] ?? lock.packages[`node_modules/${name}`]) continue
    if (fix) lock.packages[`node_modules/${name}`] = entryFor(name, version)
    else
      problems.push(
        `${name}@${version}, optional for ${path}, is not in the lock file: node scripts/checks/check-lock.mjs --fix`,
      )
  }
}

/** The registry's own word on a package of another platform. */
function entryFor(name, version) {
  const wanted = ['version', 'cpu', 'os', 'libc', 'engines', 'license', 'dist.integrity']
  const response = JSON.parse(
    execFileSync('npm', ['view', `${name}@${version}`, '--json', ...wanted], { encoding: 'utf8' }),
  )
  const { 'dist.integrity': integrity, ...facts } = Array.isArray(response) ? response.at(-1) : response
  return { ...facts, integrity, optional: true }
}

if (fix) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
}
if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}
