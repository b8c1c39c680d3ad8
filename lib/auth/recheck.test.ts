/** A session under its provider's eye: renewed, refused, unreachable, and many requests at once. */
import { createServer, type Server } from 'node:http'
import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { client, startOpenIdProvider } from '../../scripts/lib/openid-provider.mjs'
import { parseConfig } from '../config'
import type { Config } from '../config/types'
import { Store } from '../store/store'
import { databases } from '../store/testing'
import { leave } from './leave'
import { queryProvider } from './query-provider'
import { createRecheck, type Outcome } from './recheck'
import { readSession, type SessionToken, sealSession, sessionCookieNames, sessionPieces } from './session-token'
import { StoredChecks } from './stored-checks'
import { callNextAuth, Jar, passProvider, startSignIn } from './testing'

const origin = 'http://127.0.0.1:3998'
const callback = `${origin}/api/auth/callback/oidc`
const base = {
  NEXTAUTH_URL: origin,
  NEXTAUTH_SECRET: 'a-secret-of-the-tests-0123456789abcdef',
  AWS_REGION: 'us-east-1',
  LOG_LEVEL: 'silent',
}

beforeAll(() => {
  Object.assign(process.env, base)
})

let provider: Awaited<ReturnType<typeof startOpenIdProvider>>
let auth: Config['auth']
let session: SessionToken
let clock: number

beforeEach(async () => {
  const people = { dana: { email: 'dana@acme.dev', name: 'Dana', groups: ['deployer'], email_verified: true } }
  provider = await startOpenIdProvider({ callback, people })
  auth = parseConfig({
    ...base,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_PARAMS: 'prompt=consent',
    OIDC_ROLE_CLAIM: 'groups',
  }).auth
  const jar = new Jar()
  const { location = '' } = await startSignIn(auth, jar)
  await callNextAuth(auth, jar, 'GET', (await passProvider(location, 'dana')).slice(origin.length))
  session = (await readSession(auth, jar)) ?? expect.unreachable('nobody was signed in')
  clock = Date.now()
})
afterEach(() => provider.stop().catch(() => {}))

const minutes = (count: number) => {
  clock = session.checkedAt * 1000 + count * 60_000
}
/** One console process. */
const process_ = (checks?: StoredChecks) =>
  createRecheck({
    check: (one) => queryProvider(auth, one),
    seal: (one) => sealSession(auth, one),
    ...(checks ? { once: (key, check) => checks.once(key, check) } : {}),
    now: () => clock,
  })
const sealedIn = (outcome: Outcome) =>
  outcome.state === 'renewed' ? outcome.sealed : expect.unreachable(outcome.state)
const opened = (outcome: Outcome) => {
  const sealed = sealedIn(outcome)
  return readSession(auth, { getAll: () => sessionPieces(auth, sealed) })
}

describe('a session', () => {
  it('is checked after three minutes and not before, and takes the new refresh token', async () => {
    const recheck = process_()
    minutes(2.9)
    expect(await recheck(session)).toEqual({ state: 'valid' })
    expect(provider.refreshes).toEqual([])
    minutes(3)
    const renewed = await opened(await recheck(session))
    expect(renewed).toMatchObject({ sub: 'dana', role: 'deployer', endsAt: session.endsAt })
    expect(renewed?.refreshToken).not.toBe(session.refreshToken)
    expect(provider.refreshes).toEqual(['accepted'])
  })

  it('is checked once by thirty requests at once, and by one that comes late with the old cookie', async () => {
    const recheck = process_()
    minutes(4)
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => recheck(session)))
    expect(new Set(outcomes.map(sealedIn)).size).toBe(1)
    clock += 60_000
    expect(sealedIn(await recheck(session))).toBe(sealedIn(outcomes[0] as Outcome))
    expect(provider.refreshes).toEqual(['accepted'])
  })

  it('ends within five minutes of the refusal', async () => {
    const recheck = process_()
    delete (provider.people as Record<string, object>).dana
    minutes(3)
    expect(await recheck(session)).toEqual({ state: 'valid' })
    minutes(4.9)
    expect(await recheck(session)).toEqual({ state: 'valid' })
    minutes(5)
    expect(await recheck(session)).toMatchObject({ state: 'ended' })
    expect(provider.refreshes).toEqual(['refused'])
  })

  it('that somebody signed out of opens nothing here, and ends in another replica at its next check', async () => {
    const sealed = await sealSession(auth, session)
    const opens = () => readSession(auth, { getAll: () => sessionPieces(auth, sealed) })
    expect(await opens()).toMatchObject({ sid: session.sid })
    const [here, elsewhere] = [process_(), process_()]
    minutes(3)
    const renewed = (await opened(await here(session))) ?? expect.unreachable()
    expect(renewed.sid).toBe(session.sid)
    await leave(auth, renewed)
    expect(await opens()).toBeUndefined()
    clock = renewed.checkedAt * 1000 + 3 * 60_000
    expect(await elsewhere(renewed)).toEqual({ state: 'valid' })
    clock = renewed.checkedAt * 1000 + 5 * 60_000
    expect(await elsewhere(renewed)).toMatchObject({ state: 'ended' })
    expect(provider.refreshes).toEqual(['accepted', 'refused'])
  })

  it('ends at the first request where nobody used it for an hour', async () => {
    delete (provider.people as Record<string, object>).dana
    minutes(60)
    expect(await process_()(session)).toMatchObject({ state: 'ended' })
  })

  it('outlives another replica that checked a moment before, until the browser has the new cookie', async () => {
    minutes(3.5)
    const first = await opened(await process_()(session))
    expect(await process_()(session)).toEqual({ state: 'valid' })
    expect(first?.refreshToken).toBeDefined()
  })

  it('is checked once by replicas that share a database, whichever the browser comes to, and by each without it', async () => {
    const place = await databases.postgres()
    const errors: unknown[] = []
    const line = { isAway: false }
    const replicas = [0, 1, 2].map(() => {
      const open = async () => {
        if (line.isAway) throw Object.assign(new Error('The line is cut'), { code: 'ECONNREFUSED' })
        return { ...(await place.open()), close: async () => {} }
      }
      return new Store({ open, report: (error) => errors.push(error) })
    })
    onTestFinished(async () => {
      for (const store of replicas) await store.end()
      await place.remove()
    })
    await Promise.all(replicas.slice(0, 2).map((store) => store.start()))
    line.isAway = true
    await replicas[2]?.start()
    const [here, there, alone] = replicas.map((store) =>
      process_(new StoredChecks(store, (error) => errors.push(error))),
    )
    minutes(4)
    const [first, second] = await Promise.all([here!(session), there!(session)])
    expect(sealedIn(second)).toBe(sealedIn(first))
    // The answer to the first request was lost, and the browser comes much later with the cookie from before.
    minutes(9)
    expect(sealedIn(await there!(session))).toBe(sealedIn(first))
    const { db } = await place.open()
    const kept = JSON.stringify(await db.execute(sql`select * from session_checks`))
    expect([kept.includes(session.refreshToken ?? ''), kept.includes('dana')]).toEqual([false, false])
    // The provider takes the token that was spent for stolen.
    expect((await alone!(session)).state).toBe('ended')
    expect(errors).toEqual([expect.objectContaining({ code: 'ECONNREFUSED' })])
  })

  it('takes over another role, and ends where there is none any more', async () => {
    const recheck = process_()
    const people = provider.people as Record<string, { groups: string[] }>
    if (people.dana) people.dana.groups = ['viewer']
    minutes(3)
    const demoted = (await opened(await recheck(session))) ?? expect.unreachable()
    expect(demoted.role).toBe('viewer')
    if (people.dana) people.dana.groups = []
    clock += 10 * 60_000
    expect(await recheck(demoted)).toMatchObject({ state: 'ended', why: expect.stringContaining('no-role') })
  })

  it('goes on while the provider cannot be reached, is checked twice a minute, and renewed once it is back', async () => {
    const recheck = process_()
    await provider.stop()
    minutes(30)
    for (let times = 0; times < 5; times++) expect(await recheck(session)).toEqual({ state: 'valid' })
    await provider.restart()
    expect(await recheck(session)).toEqual({ state: 'valid' })
    expect(provider.refreshes).toEqual([])
    clock += 31_000
    expect(await opened(await recheck(session))).toMatchObject({ sub: 'dana' })
  })

  it.each([
    [503, '<h1>Service unavailable</h1>', 'valid'],
    [404, '<h1>Not found</h1>', 'valid'],
    [429, '{"error":"slow_down"}', 'valid'],
    [500, '{"error":"server_error"}', 'valid'],
    [400, '{"error":"temporarily_unavailable"}', 'valid'],
    [200, '<h1>Welcome</h1>', 'valid'],
    [400, '{"error":"invalid_grant"}', 'ended'],
    [401, '{"error":"invalid_client"}', 'ended'],
  ])('of an answer %i %s is %s', async (status, body, state) => {
    const stub = await standIn(provider.issuer, status, body)
    try {
      auth = { ...auth, oidc: auth.oidc && { ...auth.oidc, issuer: stub.issuer } }
      minutes(10)
      expect((await process_()(session)).state).toBe(state)
    } finally {
      stub.server.close()
    }
  })
})

describe('its cookies', () => {
  const long = () => ({ ...session, refreshToken: 'r'.repeat(5_000) })

  it('are cut into pieces that fit and put together in their order', async () => {
    const pieces = sessionPieces(auth, await sealSession(auth, long()))
    expect(pieces.length).toBeGreaterThan(1)
    for (const { name, value } of pieces) expect(name.length + value.length).toBeLessThan(4_000)
    const store = { getAll: () => [...pieces].reverse() }
    expect(sessionCookieNames(auth, store)).toEqual(pieces.map(({ name }) => name))
    expect(await readSession(auth, store)).toMatchObject({ sub: 'dana' })
    expect(await readSession(auth, { getAll: () => pieces.slice(1) })).toBeUndefined()
  })

  it.each<[string, () => Promise<[Config['auth'], SessionToken, number?]>]>([
    ['another secret', async () => [{ ...auth, secret: 'y'.repeat(32) }, session]],
    ['another provider', async () => [{ ...auth, oidc: undefined }, session]],
    [
      'another issuer',
      async () => [{ ...auth, oidc: auth.oidc && { ...auth.oidc, issuer: 'https://x.dev' } }, session],
    ],
    ['a role that does not exist', async () => [auth, { ...session, role: 'root' as 'admin' }]],
    ['a time that is over', async () => [auth, session, Date.now() + 9 * 3_600_000]],
    ['the demo, where there is none', async () => [auth, { ...session, provider: 'demo' as const, issuer: 'demo' }]],
  ])('open nothing with %s', async (_, change) => {
    const [reader, token, now] = await change()
    const pieces = sessionPieces(auth, await sealSession(auth, token))
    expect(await readSession(reader, { getAll: () => pieces }, now)).toBeUndefined()
  })
})

/** Answers the token endpoint as ordered; all else as the provider does. */
async function standIn(real: string, status: number, body: string): Promise<{ server: Server; issuer: string }> {
  const document = (await (await fetch(`${real}/.well-known/openid-configuration`)).json()) as object
  const server = createServer((request, response) => {
    if (request.url === '/token') {
      response.writeHead(status, { 'content-type': body.startsWith('{') ? 'application/json' : 'text/html' })
      response.end(body)
      return
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ...document, issuer, token_endpoint: `${issuer}/token` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  return { server, issuer }
}
