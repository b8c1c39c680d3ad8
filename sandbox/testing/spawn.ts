/** A sandbox as a process of its own, for tests. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface SandboxInfo {
  url: string
  region: string
  accountId: string
  accessKeyId: string
  secretAccessKey: string
  invokeUrlTemplate: string
}

/** @param flags of `npm run sandbox` */
export async function spawnSandbox(flags: string[]): Promise<{ info: SandboxInfo; end: () => Promise<void> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`The sandbox ended with ${code} before it was ready`)
  })
  exited.catch(() => {})
  const lines = createInterface({ input: child.stdout })
  const [line] = (await Promise.race([once(lines, 'line'), exited])) as [string]
  return {
    info: JSON.parse(line) as SandboxInfo,
    async end() {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}
