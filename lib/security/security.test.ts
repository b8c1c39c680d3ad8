import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, invokeOriginsOf, styleHashes } from './content-security-policy'
import { createGate } from './gate'
import { securityHeaders } from './headers'
import { callerOf, createRateLimit, networksOf } from './rate-limit'

const parts = {
  nonce: 'abc',
  invokeOrigins: ['https://*.execute-api.us-east-1.amazonaws.com'],
  frameAncestors: [],
  https: true,
}
const directive = (policy: string, name: string) => policy.split('; ').find((one) => one.startsWith(`${name} `))

describe('the policy', () => {
  const policy = contentSecurityPolicy(parts)

  it.each([
    ['default-src', "default-src 'self'"],
    ['script-src', "script-src 'self' 'nonce-abc' 'strict-dynamic'"],
    ['connect-src', "connect-src 'self' https://*.execute-api.us-east-1.amazonaws.com"],
    ['object-src', "object-src 'none'"],
    ['base-uri', "base-uri 'none'"],
    ['frame-ancestors', "frame-ancestors 'none'"],
    ['form-action', "form-action 'self'"],
  ])('%s', (name, expected) => expect(directive(policy, name)).toBe(expected))

  it('runs no inline script and evaluates no code, also where it is served without https', () => {
    for (const one of [policy, contentSecurityPolicy({ ...parts, https: false })])
      expect(directive(one, 'script-src')).not.toMatch(/unsafe/)
    expect(policy).toContain('upgrade-insecure-requests')
    expect(contentSecurityPolicy({ ...parts, https: false })).not.toContain('upgrade-insecure-requests')
  })

  it('allows next dev what hot reload needs, in development alone, and nothing else', () => {
    const inDevelopment = contentSecurityPolicy({ ...parts, development: true }).split('; ')
    expect(inDevelopment.filter((one) => !policy.split('; ').includes(one))).toEqual([
      "script-src 'self' 'nonce-abc' 'strict-dynamic' 'unsafe-eval'",
      "style-src-elem 'self' 'unsafe-inline'",
      "connect-src 'self' https://*.execute-api.us-east-1.amazonaws.com ws:",
    ])
    expect(contentSecurityPolicy({ ...parts, development: false })).toBe(policy)
    expect(policy).not.toContain('ws:')
  })

  it('knows the style sheet that the installed sonner brings along', () => {
    const source = readFileSync(
      createRequire(import.meta.url)
        .resolve('sonner')
        .replace(/\.js$/, '.mjs'),
      'utf8',
    )
    const css = JSON.parse(source.match(/__insertCSS\(("(?:[^"\\]|\\.)*")\)/)?.[1] ?? '""') as string
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    expect(css.length).toBeGreaterThan(1_000)
    expect(styleHashes).toEqual([hash(''), hash(css)])
  })

  it.each([
    [
      ['us-east-1', 'cn-north-1'],
      undefined,
      ['https://*.execute-api.us-east-1.amazonaws.com', 'https://*.execute-api.cn-north-1.amazonaws.com.cn'],
    ],
    [['us-east-1'], 'http://127.0.0.1:4566/execute-api/{restApiId}/{stage}', ['http://127.0.0.1:4566']],
    [['us-east-1'], 'https://{restApiId}.api.acme.dev:8443/{stage}', ['https://*.api.acme.dev:8443']],
  ])('of %j and %s calls %j', (regions, template, expected) =>
    expect(invokeOriginsOf(regions, template)).toEqual(expected),
  )
})

describe('the headers', () => {
  it('are all there on https', () => {
    const headers = securityHeaders(parts)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'strict-transport-security': 'max-age=31536000',
    })
    expect(headers['permissions-policy']).toMatch(/^camera=\(self\), microphone=\(self\), .*geolocation=\(\)/)
  })

  it('promise no https where there is none, and leave frames to the policy where some are allowed', () => {
    expect(securityHeaders({ ...parts, https: false })).not.toHaveProperty('strict-transport-security')
    expect(securityHeaders({ ...parts, frameAncestors: ['https://acme.dev'] })).not.toHaveProperty('x-frame-options')
  })
})

describe('the rate limit', () => {
  it('allows a caller so many, fills again steadily, and holds others back only when all are too many', () => {
    let now = 0
    const { take } = createRateLimit({ perMinute: 3, perMinuteOfSite: 5, perMinuteOfAll: 5 }, () => now)
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 20])
    expect([take('b'), take('b'), take('b')]).toEqual([0, 0, 12])
    now = 20_000
    expect([take('a'), take('a')]).toEqual([0, 20])
  })

  it.each([
    ['203.0.113.9', 0, '203.0.113.9'],
    ['203.0.113.9', 1, '203.0.113.9'],
    ['spoofed, 203.0.113.9', 1, '203.0.113.9'],
    ['spoofed, 203.0.113.9, 10.0.0.7', 2, '203.0.113.9'],
    ['::ffff:127.0.0.1', 1, '127.0.0.1'],
    ['203.0.113.9', 2, '203.0.113.9'],
    [null, 1, 'unknown'],
  ])('of %s behind %i is that of %s', (header, proxies, expected) => expect(callerOf(header, proxies)).toBe(expected))
})

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:2::1', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['0:0:0:0:0:FFFF:cb00:7109', '203.0.113.9'],
  ['::cb00:7109', '0:0:0:0::/64'],
  ['unknown', 'unknown'],
  ['2001:db8::1::2', '2001:db8::1::2'],
])('requests of %s are counted as those of %s', (address, network) => expect(networksOf(address).caller).toBe(network))

it.each([
  ['203.0.113.9', undefined],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:DB8:0001:ffff::1', '2001:db8:1::/48'],
  ['2001:db8:2::1', '2001:db8:2::/48'],
  ['::ffff:203.0.113.9', undefined],
  ['unknown', undefined],
])('requests of %s are limited with those of the site %s', (address, site) =>
  expect(networksOf(address).site).toBe(site),
)

describe('the gate', () => {
  it('lets others sign in while all networks of a /48 try', async () => {
    const gate = createGate('https://portico.acme.dev', 1, { now: () => 0 })
    const signIn = async (address: string) =>
      (
        await gate({
          method: 'GET',
          pathname: '/api/auth/callback/x',
          headers: new Headers({ 'x-forwarded-for': address }),
        })
      )?.status
    const flood: (number | undefined)[] = []
    for (let network = 0; network < 2_000; network += 1)
      flood.push(await signIn(`2001:db8:1:${network.toString(16)}::1`))
    expect(flood.filter((status) => status === undefined)).toHaveLength(300)
    expect([await signIn('2001:db8:2::1'), await signIn('203.0.113.9')]).toEqual([undefined, undefined])
    expect(await signIn('2001:db8:1:ffff::1')).toBe(429)
  })
  const origin = 'https://portico.acme.dev'
  const call = async (method: string, pathname: string, headers: Record<string, string> = {}) =>
    (await createGate(origin, 1)({ method, pathname, headers: new Headers(headers) }))?.status

  it.each<[string, number | undefined, ...Parameters<typeof call>]>([
    ['reading', undefined, 'GET', '/sign-in'],
    ['reading from another site', undefined, 'GET', '/sign-in', { origin: 'https://evil.example' }],
    ['writing from here', undefined, 'POST', '/1/r/endpoints', { origin }],
    ['writing from another site', 403, 'POST', '/1/r/endpoints', { origin: 'https://evil.example' }],
    ['writing from a name that begins alike', 403, 'POST', '/x', { origin: `${origin}.evil.example` }],
    ['writing from nowhere', 403, 'POST', '/1/r/endpoints'],
    ['writing from a sandboxed frame', 403, 'POST', '/api/auth/signin/oidc', { origin: 'null' }],
    ['an action of 5 MiB', undefined, 'POST', '/1/r/x', { origin, 'content-length': String(5 << 20) }],
    ['an action of 7 MiB', 413, 'POST', '/1/r/x', { origin, 'content-length': String(7 << 20) }],
    ['a sign-in of 1 MiB', 413, 'POST', '/api/auth/signin/oidc', { origin, 'content-length': String(1 << 20) }],
    ['a sign-in of unknown length', 411, 'POST', '/api/auth/x', { origin, 'transfer-encoding': 'chunked' }],
  ])('%s: %s', async (_, status, ...request) => expect(await call(...request)).toBe(status))

  it('counts sign-ins and shared pages by caller, and nothing else', async () => {
    const sharedCalls: string[] = []
    const gate = createGate(origin, 1, {
      now: () => 0,
      shared: async (name, _, caller) => {
        sharedCalls.push(`${name} of ${caller}`)
        return 0
      },
    })
    const many = async (method: string, pathname: string, from: string) => {
      const request = { method, pathname, headers: new Headers({ origin, 'x-forwarded-for': from }) }
      const all = await Promise.all(Array.from({ length: 130 }, () => gate(request)))
      return all.filter((one) => one?.status === 429).length
    }
    expect(await many('POST', '/api/auth/callback/demo', '203.0.113.1')).toBe(70)
    expect(await many('GET', '/api/auth/callback/oidc', '203.0.113.2')).toBe(70)
    expect(await many('GET', '/share/token', '203.0.113.1')).toBe(10)
    expect(await many('GET', '/1/r/endpoints', '203.0.113.1')).toBe(0)
    expect(await many('GET', '/api/auth/csrf', '203.0.113.1')).toBe(0)
    // What this process refuses does not reach the others.
    expect(sharedCalls.length).toBe(60 + 60 + 120)
    expect(new Set(sharedCalls)).toEqual(
      new Set(['sign-ins of 203.0.113.1', 'sign-ins of 203.0.113.2', 'shares of 203.0.113.1']),
    )
  })

  it('counts the addresses that one IPv6 host can take as one caller', async () => {
    const gate = createGate(origin, 1, { now: () => 0 })
    const from = async (address: string) => {
      const headers = new Headers({ origin, 'x-forwarded-for': address })
      return (await gate({ method: 'POST', pathname: '/api/auth/callback/demo', headers }))?.status
    }
    const results = await Promise.all(
      Array.from({ length: 2_000 }, (_, host) => from(`2001:db8::${host.toString(16)}`)),
    )
    expect(results.filter((status) => status === undefined)).toHaveLength(60)
    expect(await from('2001:db8:0:1::1')).toBeUndefined()
  })

  it('does not hold one caller against others for what the shared limit refused that caller', async () => {
    const gate = createGate(origin, 1, {
      now: () => 0,
      shared: async (_, __, caller) => (caller.startsWith('203.0.113.') ? 9 : 0),
    })
    const from = async (address: string) =>
      (await gate({ method: 'GET', pathname: '/share/token', headers: new Headers({ 'x-forwarded-for': address }) }))
        ?.status
    // Each is within what one caller can send, and together they are more than all can.
    for (let caller = 0; caller < 40; caller += 1)
      for (let sent = 0; sent < 100; sent += 1) expect(await from(`203.0.113.${caller}`)).toBe(429)
    expect(await from('198.51.100.1')).toBeUndefined()
  })

  it('refuses what all processes together have too much of, and says when to come again', async () => {
    const gate = createGate(origin, 1, { shared: async () => 7 })
    expect(await gate({ method: 'GET', pathname: '/share/token', headers: new Headers() })).toEqual({
      status: 429,
      retryAfterSeconds: 7,
      message: 'Too many requests from your address. Try again in 7 s.',
    })
  })
})
