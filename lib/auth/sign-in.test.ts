/** Sign-in against a certified OpenID provider, through next-auth's own routes: who is allowed, and every way to be refused. */
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { decodeJwt, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { client, startOpenIdProvider } from '../../scripts/lib/openid-provider.mjs'
import { parseConfig } from '../config'
import type { Config } from '../config/types'
import { discover } from './oidc'
import { readSession } from './session-token'
import { callNextAuth, Jar, passProvider, startSignIn } from './testing'

const origin = 'http://127.0.0.1:3999'
const callback = `${origin}/api/auth/callback/oidc`

const people: Record<string, object> = {
  ada: { email: 'Ada@acme.dev', name: 'Ada Lovelace', groups: ['staff', 'ml-admins'], email_verified: true },
  dana: { email: 'dana@acme.dev', groups: ['ml-engineers'], email_verified: true },
  nora: { name: 'Nora Nowhere', groups: ['ml-engineers'] },
  greta: { email: 'greta@acme.dev', groups: ['guests'], email_verified: true },
  rudi: { email: 'rudi@acme.dev', email_verified: true },
  uma: { email: 'uma@acme.dev', email_verified: false },
}

function authOf(issuer: string, more: Record<string, string> = {}): Config['auth'] {
  return parseConfig({
    NEXTAUTH_URL: origin,
    NEXTAUTH_SECRET: 'a-secret-of-the-tests-0123456789abcdef',
    AWS_REGION: 'us-east-1',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_PARAMS: 'prompt=consent',
    OIDC_ROLE_CLAIM: 'groups',
    OIDC_ROLE_VALUES: 'ml-admins=admin, ml-engineers=deployer',
    LOG_LEVEL: 'silent',
    ...more,
  }).auth
}

let provider: Awaited<ReturnType<typeof startOpenIdProvider>>
const newKey = (kid: string) => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid,
  use: 'sig',
  alg: 'RS256',
})
const key = newKey('of-the-provider')

beforeAll(async () => {
  process.env.NEXTAUTH_URL = origin
  Object.assign(process.env, { NEXTAUTH_SECRET: 'x'.repeat(32), AWS_REGION: 'us-east-1', LOG_LEVEL: 'silent' })
  provider = await startOpenIdProvider({ callback, people, key, claimsInIdToken: true })
})
afterAll(() => provider.stop())

/** The whole way; where the browser is sent at the end, and what it holds then. */
async function signIn(auth: Config['auth'], person: string) {
  const jar = new Jar()
  const { location = '' } = await startSignIn(auth, jar, '/123456789012/us-east-1/apis?x=1')
  const back = withoutIssuer(await passProvider(location, person), auth)
  const before = jar.copy()
  const end = await callNextAuth(auth, jar, 'GET', back.slice(origin.length))
  return { jar, back, before, end, session: await readSession(auth, jar) }
}

/** A front names itself, so the provider's own name in the answer would be refused before the token is looked at. */
function withoutIssuer(back: string, auth: Config['auth']): string {
  const url = new URL(back)
  if (url.searchParams.get('iss') !== auth.oidc?.issuer) url.searchParams.delete('iss')
  return url.href
}

const errorOf = (location: string | undefined) => new URL(location ?? '', origin).searchParams.get('error')

describe('signing in', () => {
  it('takes person and role from the claims, comes back to the page, and seals what it was given', async () => {
    const { end, jar, session } = await signIn(authOf(provider.issuer), 'ada')
    expect(end.location).toBe(`${origin}/123456789012/us-east-1/apis?x=1`)
    expect(session).toMatchObject({
      sub: 'ada',
      name: 'Ada Lovelace',
      email: 'ada@acme.dev',
      role: 'admin',
      provider: 'oidc',
    })
    expect(session?.refreshToken).toMatch(/.{20}/)
    expect(JSON.stringify(end) + jar.header).not.toContain(session?.refreshToken)
    const reported = await callNextAuth(authOf(provider.issuer), jar, 'GET', '/api/auth/session')
    expect(Object.keys(JSON.parse(reported.body))).toEqual(['expires'])
  })

  it('reads from the user-info endpoint the claims that the ID token leaves out', async () => {
    const short = await startOpenIdProvider({ callback, people })
    try {
      expect((await signIn(authOf(short.issuer), 'dana')).session).toMatchObject({
        role: 'deployer',
        email: 'dana@acme.dev',
      })
    } finally {
      await short.stop()
    }
  })

  it.each([
    ['a list of addresses', 'rudi', { DEPLOYER_EMAILS: 'Rudi@Acme.dev' }, 'deployer'],
    ['the strongest of both', 'dana', { ADMIN_EMAILS: 'dana@acme.dev' }, 'admin'],
    ['the default', 'greta', { DEFAULT_ROLE: 'viewer' }, 'viewer'],
  ])('takes a role from %s', async (_, person, more, role) => {
    expect((await signIn(authOf(provider.issuer, more), person)).session).toMatchObject({ role })
  })

  it.each([
    ['no address', 'nora', {}, 'no-email'],
    ['a claim without a mapped value', 'greta', {}, 'no-role'],
    ['no role claim', 'rudi', {}, 'no-role-claim'],
    ['a listed address that nobody verified', 'uma', { ADMIN_EMAILS: 'uma@acme.dev' }, 'unverified-email'],
    ['an address of another domain', 'ada', { EMAIL_DOMAINS: 'other.dev' }, 'other-domain'],
  ])('refuses %s and says so', async (_, person, more, code) => {
    const { end, session } = await signIn(authOf(provider.issuer, more), person)
    expect(end.location).toBe(`${origin}/sign-in?error=${code}`)
    expect(session).toBeUndefined()
  })
})

describe('what does not hold', () => {
  const now = () => Math.floor(Date.now() / 1000)
  const sign = async (claims: JWTPayload, by: typeof key, kid = by.kid) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(await importJWK(by, 'RS256'))

  it.each<[string, (claims: JWTPayload) => string | Promise<string>, RegExp | null]>([
    ['none, as a control', (claims) => sign(claims, key), null],
    ['expired', (claims) => sign({ ...claims, exp: now() - 60 }, key), /JWT expired/],
    ['of another issuer', (claims) => sign({ ...claims, iss: provider.issuer }, key), /unexpected iss/],
    ['for another application', (claims) => sign({ ...claims, aud: 'another' }, key), /aud mismatch/],
    ['of another sign-in', (claims) => sign({ ...claims, nonce: 'another' }, key), /^nonce mismatch$/],
    ['of another key', (claims) => sign(claims, newKey('of-a-thief'), key.kid), /validate JWT signature/],
    ['without a signature', (claims) => new UnsecuredJWT(claims).encode(), /unexpected JWT alg/],
    ['without a person', ({ sub, ...claims }) => sign(claims, key), /property sub/],
  ])('an ID token with a fault: %s', async (_, forge, reason) => {
    const posing = await pose(provider.issuer, forge)
    try {
      const { end, session } = await signIn(authOf(posing.issuer), 'ada')
      expect(errorOf(end.location)).toBe(reason && 'OAuthCallback')
      expect(session === undefined).toBe(reason !== null)
      if (reason) expect(end.reason).toMatch(reason)
    } finally {
      posing.stop()
    }
  })

  it('a discovery document of another issuer', async () => {
    const auth = authOf(provider.issuer.replace('127.0.0.1', 'localhost'))
    await expect(auth.oidc && discover(auth.oidc)).rejects.toMatchObject({ code: 'wrong-issuer' })
  })

  it('an answer that names another issuer', async () => {
    const auth = authOf(provider.issuer)
    const jar = new Jar()
    const { location = '' } = await startSignIn(auth, jar)
    const back = new URL(await passProvider(location, 'ada'))
    back.searchParams.set('iss', 'https://evil.example')
    const end = await callNextAuth(auth, jar, 'GET', back.pathname + back.search)
    expect(errorOf(end.location)).toBe('OAuthCallback')
    expect(end.reason).toMatch(/^iss mismatch/)
  })

  it('an answer that is sent a second time, with the cookies of the first or without', async () => {
    const auth = authOf(provider.issuer)
    const { back, before, session } = await signIn(auth, 'ada')
    expect(session).toBeDefined()
    for (const [jar, reason] of [
      [before, /^invalid_grant/],
      [new Jar(), /State cookie was missing/],
    ] as const) {
      const again = await callNextAuth(auth, jar, 'GET', back.slice(origin.length))
      expect(errorOf(again.location)).toBe('OAuthCallback')
      expect(again.reason).toMatch(reason)
      expect(await readSession(auth, jar)).toBeUndefined()
    }
  })

  it("somebody else's answer in this browser", async () => {
    const auth = authOf(provider.issuer)
    const mine = new Jar()
    await startSignIn(auth, mine)
    const theirs = new Jar()
    const { location = '' } = await startSignIn(auth, theirs)
    const back = await passProvider(location, 'ada')
    const end = await callNextAuth(auth, mine, 'GET', back.slice(origin.length))
    expect(errorOf(end.location)).toBe('OAuthCallback')
    expect(end.reason).toBe('state mismatch')
    expect(await readSession(auth, mine)).toBeUndefined()
  })

  it.each([
    ['https://evil.example/x', '/'],
    ['//evil.example', '/'],
    ['/.//evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['\\\\evil.example', '/'],
    ['/fine?y=1', '/fine?y=1'],
  ])('a place of somebody else to come back to: %s', async (callbackUrl, path) => {
    const auth = authOf(provider.issuer)
    const jar = new Jar()
    const { location = '' } = await startSignIn(auth, jar, callbackUrl)
    const end = await callNextAuth(auth, jar, 'GET', (await passProvider(location, 'ada')).slice(origin.length))
    expect(end.location).toBe(origin + path)
  })
})

/** A front that names itself as the issuer, passes requests to the real provider, and forges its ID token. */
async function pose(real: string, forge: (claims: JWTPayload) => string | Promise<string>) {
  const document = (await (await fetch(`${real}/.well-known/openid-configuration`)).json()) as object
  const server = createServer(async (request, response) => {
    response.setHeader('content-type', 'application/json')
    if (request.url !== '/token') {
      const mine = { issuer, token_endpoint: `${issuer}/token`, authorization_response_iss_parameter_supported: false }
      response.end(JSON.stringify({ ...document, ...mine, userinfo_endpoint: undefined }))
      return
    }
    const body = Buffer.concat(await request.toArray()).toString()
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: request.headers.authorization ?? '',
    }
    const tokens = (await (await fetch(`${real}/token`, { method: 'POST', headers, body })).json()) as {
      id_token: string
    }
    response.end(JSON.stringify({ ...tokens, id_token: await forge({ ...decodeJwt(tokens.id_token), iss: issuer }) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  return { issuer, stop: () => server.close() }
}
