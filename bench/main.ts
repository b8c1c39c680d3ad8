/**
 * Measures every row, each as a ratio to a floor or peer in the same run, and writes `bench/results.md`. The machine should do
 * nothing else meanwhile. Rows that need the production build measure the one that is there.
 *
 *   npm run bench            all rows
 *   npm run bench deploy     one row, or several; the others keep their results
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { isRowsMessage, type Row } from './row'

/** In this order; each is a script of the name in this folder. */
const scripts = [
  'deploy',
  'pages',
  'javascript',
  'handler',
  'ready',
  'invoke-url',
  'public-api',
  'parsers',
  'batch',
  'batch-browser',
]

const place = new URL('results.md', import.meta.url)
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !scripts.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`No row is called ${unknown.join(', ')}. The rows are ${scripts.join(', ')}.\n`)
  process.exit(2)
}

/** The text of each row of an earlier run, by its name. */
function earlier(): Map<string, string> {
  if (!existsSync(place)) return new Map()
  const [, ...sections] = readFileSync(place, 'utf8').split(/^## /m)
  return new Map(sections.map((text) => [text.slice(0, text.indexOf('\n')).trim(), `## ${text.trimEnd()}`]))
}

async function measured(name: string): Promise<string> {
  process.stdout.write(`${name}…\n`)
  const begun = performance.now()
  const child = fork(new URL(`${name}.ts`, import.meta.url), { execArgv: ['--import', 'tsx'] })
  const rows: Row[] = []
  const notes: string[] = []
  child.on('message', (message) => {
    if (!isRowsMessage(message)) return
    rows.push(...message.rows)
    notes.push(...message.notes)
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) {
    process.exitCode = 1
    notes.push(`The script ended with ${code}.`)
  }
  const seconds = Math.round((performance.now() - begun) / 1000)
  const line = ({ what, measured, peer, ratio, goal, met }: Row) =>
    `| ${[what, measured, peer, ratio?.toFixed(2) ?? '', goal, met === undefined ? '' : met ? 'yes' : '**no**'].join(' | ')} |`
  return [
    `## ${name}`,
    '',
    `Measured on ${new Date().toISOString().slice(0, 10)} in ${seconds} s.`,
    '',
    '| what | measured | floor or peer | ratio | goal | met |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(line),
    ...(notes.length > 0 ? ['', ...notes.map((note) => `- ${note}`)] : []),
  ].join('\n')
}

const sections = earlier()
for (const name of wanted.length > 0 ? wanted : scripts) sections.set(name, await measured(name))
const head = `# Speed\n\nMade by \`npm run bench\`, on Node ${process.version} and ${cpus().length} cores. A ratio compares two things of one run.\n`
const texts = scripts.flatMap((name) => sections.get(name) ?? [])
writeFileSync(place, `${[head, ...texts].join('\n')}\n`)
