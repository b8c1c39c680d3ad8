/** Calls of AWS that pages cost by the number of viewers, all at once, and the HTML of the list. Measures the production build. */
import { randomBytes } from 'node:crypto'
import { defaultSpec } from '../lib/spec/defaults'
import { runDeploy } from '../lib/wiring/engine'
import { consoleEnv, freePort, startConsole, startSandbox, stop } from '../scripts/lib/servers.mjs'
import { callsOf, contextIn, counted } from './account'
import { type Row, report } from './row'

const { child, info } = await startSandbox(['--time-scale', '20', '--endpoints', '60'])
const port = await freePort()
const origin = `http://127.0.0.1:${port}`
const env = {
  ...consoleEnv(info, port, randomBytes(32).toString('base64')),
  PORTICO_REGIONS: info.region,
  SHARED_READS: 'on',
}
const server = await startConsole(port, env)
const context = contextIn(info)
const clock = {
  now: () => Date.now() * 20,
  wait: (ms: number) => new Promise<void>((done) => setTimeout(done, ms / 20)),
}
const deployed = await runDeploy({ ...context, clock }, defaultSpec('iris-xgboost', 'Real-time'), () => {})
if (!deployed.ok) throw new Error(deployed.error.message)

/** The cookies of a person who signed in. */
async function signIn(): Promise<string> {
  const jar = new Map<string, string>()
  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair)
    }
    return response
  }
  const cookie = () => [...jar.values()].join('; ')
  const { csrfToken } = (await keep(await fetch(`${origin}/api/auth/csrf`)).json()) as { csrfToken: string }
  keep(
    await fetch(`${origin}/api/auth/callback/demo`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookie(), origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, person: 'demo-viewer', json: 'true' }),
    }),
  )
  return cookie()
}

const cookie = await signIn()
async function view(path: string): Promise<{ html: string; ms: number }> {
  const begun = performance.now()
  const response = await fetch(`${origin}/${info.accountId}/${info.region}/${path}`, { headers: { cookie } })
  const html = await response.text()
  if (response.status !== 200) throw new Error(`${path} answers ${response.status}`)
  if (!html.includes('Vera Viewer')) throw new Error(`${path} shows no frame of the person who signed in`)
  return { html, ms: performance.now() - begun }
}

const p95 = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0
/** Longer than a read is shared. */
const apart = () => new Promise((done) => setTimeout(done, 3_500))

const pages = [
  { path: 'endpoints', name: 'List', most: 2 },
  { path: 'endpoints/auto-mpg-forest', name: 'Detail without a public API', most: 8 },
  { path: 'endpoints/iris-xgboost', name: 'Detail with a public API', most: 8 },
]
const rows: Row[] = []
const notes: string[] = []
for (const { path, name, most } of pages) {
  await view(path)
  await apart()
  const one = await callsOf(info, () => view(path))
  rows.push({
    what: `${name}, calls of AWS`,
    measured: `${one.calls.length}`,
    peer: 'one viewer',
    goal: `≤ ${most}`,
    met: one.calls.length <= most,
  })
  notes.push(`${name}: ${counted(one.calls)}`)
  for (const viewers of [50, 200]) {
    await apart()
    const many = await callsOf(info, () => Promise.all(Array.from({ length: viewers }, () => view(path))))
    const ratio = many.calls.length / one.calls.length
    const tail = p95(many.value.map(({ ms }) => ms))
    rows.push({
      what: `${name}, ${viewers} viewers at once`,
      measured: `${many.calls.length} calls, p95 ${Math.round(tail)} ms`,
      peer: `${one.calls.length} calls, ${Math.round(one.value.ms)} ms of one`,
      ratio,
      goal: '≤ 1.2 × the calls',
      met: ratio <= 1.2,
    })
  }
}
const { html } = await view('endpoints')
const kb = Buffer.byteLength(html) / 1024
const lines = html.match(/<tr/g)?.length ?? 0
rows.push({
  what: 'HTML of the list',
  measured: `${Math.round(kb)} KB raw`,
  peer: `${lines} rows`,
  goal: '≤ 120 KB',
  met: kb <= 120,
})
report(rows, notes)
await stop(server)
await stop(child)
