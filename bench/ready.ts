/** How long the sandbox takes to be ready, beside moto's server if Python has it. */
import { spawn, spawnSync } from 'node:child_process'
import { freePort, startSandbox, stop } from '../scripts/lib/servers.mjs'
import { report } from './row'

const rounds = 3
const middle = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function timed(start: () => Promise<() => Promise<unknown>>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now()
    const end = await start()
    times.push(performance.now() - begun)
    await end()
  }
  return middle(times)
}

const sandbox = await timed(async () => {
  const { child } = await startSandbox()
  return () => stop(child)
})

const hasMoto = spawnSync('python3', ['-c', 'import moto.server']).status === 0
const moto = hasMoto
  ? await timed(async () => {
      const port = await freePort()
      const child = spawn('python3', ['-m', 'moto.server', '-p', `${port}`], { stdio: 'ignore' })
      while (!(await fetch(`http://127.0.0.1:${port}/moto-api/`).catch(() => undefined))?.ok) {
        if (child.exitCode !== null) throw new Error(`moto ended with ${child.exitCode}`)
        await new Promise((done) => setTimeout(done, 20))
      }
      return () => stop(child)
    })
  : undefined
const ms = (value: number) => `${Math.round(value)} ms`
report([
  {
    what: 'Sandbox, start to ready',
    measured: ms(sandbox),
    peer: moto ? `${ms(moto)} of moto's server` : 'moto is not installed for python3',
    ratio: moto && sandbox / moto,
    goal: '≤ 1.5 ×',
    met: moto === undefined ? undefined : sandbox / moto <= 1.5,
  },
])
