import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { freePort } from '../scripts/lib/servers.mjs'
import { expect, test } from './support/fixtures'

test('a console that is not configured ends at its start and names all that is missing', async () => {
  const args = ['scripts/start.mjs', '-H', '127.0.0.1', '-p', String(await freePort())]
  const env = { ...process.env, DEMO_SIGN_IN: '1', AWS_ENDPOINT_URL: 'https://aws.acme.dev' }
  const ended = await promisify(execFile)(process.execPath, args, { env, timeout: 120_000 }).catch((error) => error)
  expect(ended.code).toBe(1)
  for (const name of ['NEXTAUTH_URL', 'NEXTAUTH_SECRET', 'AWS_REGION', 'DEMO_SIGN_IN'])
    expect(ended.stderr).toContain(name)
})
