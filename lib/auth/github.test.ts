/** GitHub's part of the flow, as documented, on loopback as an Enterprise Server. */
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseConfig } from '../config'
import type { Config } from '../config/types'
import { leave } from './leave'
import { queryProvider } from './query-provider'
import { readSession } from './session-token'
import { callNextAuth, Jar } from './testing'

const origin = 'http://127.0.0.1:3997'
const base = {
  NEXTAUTH_URL: origin,
  NEXTAUTH_SECRET: 'a-secret-of-the-tests-0123456789abcdef',
  AWS_REGION: 'us-east-1',
  LOG_LEVEL: 'silent',
}

let server: Server
let auth: Config['auth']
let github: { status: number; emails: object[]; ended: string[] }

beforeAll(async () => {
  Object.assign(process.env, base)
  server = createServer((request, response) => {
    const token = request.headers.authorization === 'Bearer gho_0123456789' && github.ended.length === 0
    if (request.method === 'DELETE' && request.url === '/api/v3/applications/Iv1.0123/token') {
      request.on('data', (body) => github.ended.push(`${request.headers.authorization} ${body}`))
      request.on('end', () => response.writeHead(204).end())
      return
    }
    const responses: Record<string, object> = {
      '/login/oauth/access_token': {
        access_token: 'gho_0123456789',
        token_type: 'bearer',
        scope: 'read:user,user:email',
      },
      '/api/v3/user': { id: 583231, login: 'octocat', name: 'Mona', email: 'public@elsewhere.dev' },
      '/api/v3/user/emails': github.emails,
    }
    const isApi = request.url?.startsWith('/api/')
    response.writeHead(isApi && !token ? 401 : isApi ? github.status : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(responses[request.url ?? ''] ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const app = { GITHUB_URL: url, GITHUB_CLIENT_ID: 'Iv1.0123', GITHUB_CLIENT_SECRET: 'of-the-app-0123' }
  auth = parseConfig({ ...base, ...app, DEPLOYER_EMAILS: 'mona@acme.dev' }).auth
})
afterAll(() => server.close())
beforeEach(() => {
  github = {
    status: 200,
    ended: [],
    emails: [
      { email: 'other@acme.dev', primary: false, verified: true },
      { email: 'Mona@acme.dev', primary: true, verified: true },
    ],
  }
})

async function signIn() {
  const jar = new Jar()
  const { csrfToken } = JSON.parse((await callNextAuth(auth, jar, 'GET', '/api/auth/csrf')).body) as {
    csrfToken: string
  }
  const { location } = await callNextAuth(auth, jar, 'POST', '/api/auth/signin/github', { csrfToken, callbackUrl: '/' })
  const requested = new URL(location ?? '')
  const back = new URLSearchParams({
    code: 'c0de',
    state: requested.searchParams.get('state') ?? '',
    iss: `${auth.github?.url}/login/oauth`,
  })
  const end = await callNextAuth(auth, jar, 'GET', `/api/auth/callback/github?${back}`)
  return { requested, end, session: await readSession(auth, jar) }
}

describe('GitHub', () => {
  it('signs in by its verified primary address, which is not the public one', async () => {
    const { requested, end, session } = await signIn()
    expect(requested.searchParams.get('scope')).toBe('read:user user:email')
    expect(requested.searchParams.get('code_challenge_method')).toBe('S256')
    expect(end.location).toBe(`${origin}/`)
    expect(session).toMatchObject({ sub: 'github:583231', name: 'Mona', email: 'mona@acme.dev', role: 'deployer' })
    expect(session?.refreshToken).toBeUndefined()
  })

  it.each([
    [
      'an address that it did not verify',
      [{ email: 'mona@acme.dev', primary: true, verified: false }],
      'unverified-email',
    ],
    ['an address without a role', [{ email: 'eve@acme.dev', primary: true, verified: true }], 'no-role'],
    ['no address', [], 'no-email'],
  ])('refuses %s', async (_, emails, code) => {
    github.emails = emails
    const { end, session } = await signIn()
    expect(end.location).toBe(`${origin}/sign-in?error=${code}`)
    expect(session).toBeUndefined()
  })

  it.each([
    [200, 'accepted'],
    [401, 'refused'],
    [403, 'unreachable'],
    [502, 'unreachable'],
  ])('checked again, %i is %s', async (status, state) => {
    const session = (await signIn()).session ?? expect.unreachable()
    github.status = status
    expect((await queryProvider(auth, session)).state).toBe(state)
  })

  it('gets a sign-out, and refuses the token from then on', async () => {
    const session = (await signIn()).session ?? expect.unreachable()
    await leave(auth, session)
    const basic = Buffer.from('Iv1.0123:of-the-app-0123').toString('base64')
    expect(github.ended).toEqual([`Basic ${basic} {"access_token":"gho_0123456789"}`])
    expect(await queryProvider(auth, session)).toMatchObject({ state: 'refused' })
  })

  it('takes the role away with the address', async () => {
    const session = (await signIn()).session ?? expect.unreachable()
    github.emails = [{ email: 'eve@acme.dev', primary: true, verified: true }]
    expect(await queryProvider(auth, session)).toMatchObject({
      state: 'refused',
      why: expect.stringContaining('no-role'),
    })
  })
})
