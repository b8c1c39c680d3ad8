/** `npm run sandbox`: starts one and prints a JSON line once it is ready. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Fault, faultsSchema } from './kernel/faults'
import { readSavedAccount, type SavedAccount } from './saved-account'
import { startSandbox } from './start'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'latency-ms': { type: 'string', default: '0' },
    'role-propagation-ms': { type: 'string', default: '8000' },
    'time-scale': { type: 'string', default: '1' },
    endpoints: { type: 'string', default: '0' },
    endpoint: { type: 'string', multiple: true, default: [] },
    faults: { type: 'string' },
    state: { type: 'string' },
    journal: { type: 'string' },
  },
})

function number(flag: 'port' | 'latency-ms' | 'role-propagation-ms' | 'time-scale' | 'endpoints'): number {
  const value = Number(values[flag])
  if (Number.isFinite(value) && value >= 0) return value
  console.error(`--${flag} takes a number, not ${values[flag]}`)
  process.exit(2)
}

function fronted(text: string): { name: string; url: string } {
  const at = text.indexOf('=')
  const url = text.slice(at + 1)
  if (at > 0 && URL.canParse(url)) return { name: text.slice(0, at), url: url.replace(/\/$/, '') }
  console.error(`--endpoint takes name=http://host:port, not ${text}`)
  process.exit(2)
}

/** A JSON file of a list of faults. */
function faultsIn(file: string | undefined): Fault[] {
  if (!file) return []
  try {
    return faultsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    console.error(`--faults ${file}: ${error instanceof z.ZodError ? z.prettifyError(error) : error}`)
    process.exit(2)
  }
}

/** A file that `GET /_sandbox/accounts/{id}/state` gave. */
function stateIn(file: string | undefined): SavedAccount | undefined {
  try {
    return file ? readSavedAccount(file) : undefined
  } catch (error) {
    console.error(`--state ${file}: ${error instanceof Error ? error.message : error}`)
    process.exit(2)
  }
}

const { close, ...info } = await startSandbox({
  port: number('port'),
  latencyMs: number('latency-ms'),
  rolePropagationMs: number('role-propagation-ms'),
  timeScale: number('time-scale') || 1,
  faults: faultsIn(values.faults),
  extraEndpoints: number('endpoints'),
  endpoints: values.endpoint.map(fronted),
  state: stateIn(values.state),
  journal: values.journal,
})
process.stdout.write(`${JSON.stringify(info)}\n`)

const end = () => close().then(() => process.exit(0))
process.once('SIGTERM', end)
process.once('SIGINT', end)
