import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('the demo leaves no folder of its jobs behind, also if it does not start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portico-demo-'))
  const code = `import { runSandboxAndConsole } from './scripts/lib/sandbox-and-console.mjs'
    await runSandboxAndConsole()`
  try {
    const { status } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', code, '--', 'demo', '--no-such-flag'],
      {
        timeout: 240_000,
        env: { ...process.env, TMPDIR: folder },
      },
    )
    expect(status).toBe(1)
    expect(readdirSync(folder).filter((name) => name.startsWith('portico-data-'))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
