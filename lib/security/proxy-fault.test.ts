/** A fault of the proxy itself is answered with an id, and the log has the error under it. */
import { NextRequest } from 'next/server'
import { expect, it, vi } from 'vitest'
import { proxy } from '../../proxy'

const logged = vi.hoisted((): { id?: string; err?: Error }[] => [])
vi.mock('@/lib/log', () => ({ log: () => ({ error: (line: object) => logged.push(line) }) }))
vi.mock('@/lib/auth/check-session', () => ({
  checkSession: () => {
    throw new Error('a fault of ours')
  },
}))

it('a fault of the proxy is a 500 whose id is in the log', async () => {
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  vi.stubEnv('NEXTAUTH_SECRET', 's'.repeat(40))
  vi.stubEnv('NEXTAUTH_URL', 'http://localhost:3000')
  vi.stubEnv('DEMO_USERS', '1')
  const response = await proxy(new NextRequest('http://localhost:3000/'))
  expect(response.status).toBe(500)
  const id = (await response.text()).match(/under id ([0-9a-f-]{36})\.\n$/)?.[1]
  expect(logged).toMatchObject([{ id, err: { message: 'a fault of ours' } }])
})
