/**
 * One word means one thing: prints every use of a word that another one replaced, in code, comments, docs and what people
 * read. A word joins the list once its last use is gone.
 *
 *   node scripts/check-words.mjs [FILE…]
 */
import { readFileSync } from 'node:fs'
import { listedFiles } from './lib/listed-files.mjs'

/** What must not come back, as the parts of identifiers too (`keptWish`), and what is said instead. */
const replaced = [
  [/wish(es|ed)?(?![a-z])/i, 'spec (what a person chose), desired, or “up to date”'],
  [/((?<![a-zA-Z])[mM]|(?<=[a-z])M)end(s|ed|ing)?(?![a-z])/, 'repair or fix'],
  [/\bput(s|ting)? (\w+ ){0,3}right\b/i, 'repair'],
  [/\bshuts? out\b/i, 'revoke, disable, refuse or exclude'],
  [/\bread just now\b/i, 'updated … ago'],
  [/\bAWS on it\b/, 'AWS documentation'],
  [/[pP]ublic[ -]?(URLs?|[uU]rls?)(?![a-z])/, 'public API (what is deployed) or invoke URL (its address)'],
  [/\b([Bb]ears?|[Bb]ore|[Bb]orne)\b/, 'include, carry, send or have'],
  [/\b[Aa]new\b/, 'again'],
  [/\b[tT]ells\b/, 'says, shows, reports or distinguishes'],
  [/\b[sS]hares? of (the )?calls\b/, 'canary or traffic percentage'],
  [
    /\b([wW]ho(ever)?|it|they|role|console|gateway|function|callers?|person|people|URL|(no|some|any)body) may\b/,
    'can, might, or “is allowed to”',
  ],
  [/(?<=\/\*\* )(Where|Whether|Of|As|That)\b/, 'a verb first: “Returns…”, “Says whether…”'],
]

/** What is stored or deployed keeps the words that it was written with: a new word would count as a change of each public API. */
const stored = {
  'lib/wiring/state/recorded-specs.ts': /\bwishes\b/,
  'lib/wiring/openapi/integration.ts': /'The role may not invoke /,
  'lib/spec/names.ts': /`Public URL of SageMaker endpoint /,
  'lambda-template/src/explain.ts': /This URL may not/,
  'lambda-template/src/explain-target.ts': /'Deploy the public URL again /,
  'lambda-template/src/invoke-async.ts': /Deploy the public URL again |This URL may not/,
  'docs/architecture/deploy.md':
    /probe the public URL|bears its id|bears a hash|everything anew|who may not list|`portico:integration` tells|S3 tells/,
}

const named = process.argv.slice(2)
const files = listedFiles(
  named,
  ['*.ts', '*.tsx', '*.mjs', '*.js', '*.md'],
  (file) => !/^scripts\/(check-words|moves\/)/.test(file),
)

let words = 0
const problems = []
for (const file of files)
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    words += line.split(/\s+/).filter(Boolean).length
    for (const [pattern, instead] of replaced) {
      const found = line.match(pattern)
      if (found && !stored[file]?.test(line)) problems.push(`${file}:${index + 1}: “${found[0]}”: say ${instead}`)
    }
  }

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
}
console.log(
  `${words} words in ${files.length} files, ${problems.length === 0 ? 'none of them replaced by another' : `${problems.length} replaced by others`}`,
)
