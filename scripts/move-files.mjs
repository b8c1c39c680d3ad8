/**
 * Moves files and rewrites every import of them, and every mention of their paths. A module's test moves with it. A map
 * is JSON: `{"lib/old.ts": "lib/new/old.ts", "components/old": "components/new"}`, folders without a slash at the end.
 *
 *   node scripts/move-files.mjs MAP.json
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { posix } from 'node:path'

const map = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const git = (...args) => execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1e8 }).trim()
const files = git('ls-files').split('\n').filter(existsSync)
const code = /\.(ts|tsx|mjs|js)$/

/** By the old path of each file that moves, its new one. */
const moved = new Map()
const missing = []
for (const [from, to] of Object.entries(map)) {
  const test = from.replace(/\.(tsx?)$/, '.test.$1')
  const inside = files.filter((file) => file.startsWith(`${from}/`))
  if (!files.includes(from) && inside.length === 0) missing.push(from)
  for (const file of inside) moved.set(file, `${to}/${file.slice(from.length + 1)}`)
  if (files.includes(from)) moved.set(from, to)
  if (test !== from && files.includes(test) && !map[test]) moved.set(test, to.replace(/\.(tsx?)$/, '.test.$1'))
}
if (missing.length > 0) throw new Error(`There is no ${missing.join(', ')}`)
const taken = [...moved.values()].filter(
  (to, index, all) => all.indexOf(to) !== index || (existsSync(to) && !moved.has(to)),
)
if (taken.length > 0) throw new Error(`Two files would be ${taken.join(', ')}`)

const endings = ['', '.ts', '.tsx', '.mjs', '/index.ts']
const generated = new Set(['lib/wiring/handler-bundle.generated.ts'])
const resolved = (path) =>
  endings.map((ending) => path + ending).find((one) => files.includes(one) || generated.has(one))

/** The specifier under which a file at `place` imports what `specifier` meant at `file`. */
function rewritten(file, place, specifier) {
  const isAlias = specifier.startsWith('@/')
  if (!isAlias && !specifier.startsWith('.')) return specifier
  const path = isAlias ? specifier.slice(2) : posix.join(posix.dirname(file), specifier)
  const target = resolved(path)
  if (!target) return specifier
  const ending = target.slice(path.length)
  const full = moved.get(target) ?? target
  const now = ending && full.endsWith(ending) ? full.slice(0, -ending.length) : full
  if (isAlias) return `@/${now}`
  const relative = posix.relative(posix.dirname(place), now)
  return relative.startsWith('.') ? relative : `./${relative}`
}

const specifiers =
  /(\bfrom\s+|\bimport\s*\(\s*|\bimport\s+|\bvi\.(?:mock|doMock|importActual)(?:<[^>\n]*>)?\(\s*|\bnew URL\(\s*)(['"])((?:\.{1,2}|@)\/[^'"\n]*)\2/g
const paths = [...moved.keys()]
  .sort((a, b) => b.length - a.length)
  .map((path) => path.replace(/\.tsx?$/, '').replace(/[.[\]()]/g, '\\$&'))
  .join('|')
/** A path that stands alone; files of the root can say `./` before it. */
const mentions = (before) => new RegExp(`(?<=^|${before})(${paths})(\\.tsx?)?(?![\\w-])(?!/)`, 'gm')
const [alone, inRoot] = [mentions('[^\\w./-]'), mentions('[^\\w./-]|[\'"`]\\./')]
let rewrote = 0
for (const file of files) {
  if (
    !/\.(ts|tsx|mjs|js|json|md|yml|css|example)$/.test(file) &&
    !/(^|\/)(Dockerfile|\.ci\/run|\.gitignore)$/.test(file)
  )
    continue
  if (file === 'package-lock.json' || file.startsWith('scripts/moves/') || /^older-builds\/.*\.json$/.test(file))
    continue
  const text = readFileSync(file, 'utf8')
  const place = moved.get(file) ?? file
  let out = text
  if (code.test(file))
    out = out.replace(specifiers, (_, before, quote, one) => before + quote + rewritten(file, place, one) + quote)
  out = out.replace(file.includes('/') ? alone : inRoot, (whole, path, ending = '') => {
    const to = moved.get(path + ending) ?? moved.get(`${path}.ts`) ?? moved.get(`${path}.tsx`)
    return to === undefined ? whole : ending ? to : to.replace(/\.tsx?$/, '')
  })
  if (out === text) continue
  writeFileSync(file, out)
  rewrote += 1
}
for (const [from, to] of moved) {
  mkdirSync(posix.dirname(to), { recursive: true })
  git('mv', from, to)
}
console.log(`${moved.size} files moved, ${rewrote} files rewritten`)
