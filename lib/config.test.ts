import { describe, expect, it } from 'vitest'
import { parseConfig } from './config'
import { isLoopback } from './config/cross-checks'

const good = {
  NEXTAUTH_URL: 'http://127.0.0.1:3000',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  AWS_REGION: 'us-east-1',
}

describe('parseConfig', () => {
  it('puts AWS_REGION first and drops repeats', () => {
    const config = parseConfig({ ...good, PORTICO_REGIONS: 'eu-west-1, us-east-1,' })
    expect(config.aws.regions).toEqual(['us-east-1', 'eu-west-1'])
    expect(config.auth.origin).toBe('http://127.0.0.1:3000')
    expect(config.auth.demoSignIn).toBe(false)
  })

  it('treats an empty variable as absent', () => {
    expect(parseConfig({ ...good, AWS_ENDPOINT_URL: '', PORTICO_ACCOUNT_NAME: '' }).aws.endpointUrl).toBeUndefined()
  })

  it.each<[string, { DATABASE_URL?: string; PORTICO_DATA_DIR?: string }, RegExp | undefined]>([
    ['a server', { DATABASE_URL: 'postgres://portico:p%40ss@db:5432/portico?sslmode=require' }, undefined],
    ['a folder', { PORTICO_DATA_DIR: '/var/lib/portico' }, undefined],
    [
      'both',
      { DATABASE_URL: 'postgresql://db/portico', PORTICO_DATA_DIR: '/data' },
      /PORTICO_DATA_DIR: .*Unset one of the two/,
    ],
    ['another server', { DATABASE_URL: 'mysql://s3cret@db/portico' }, /DATABASE_URL: An address like postgres:/],
    [
      'a password with a slash',
      { DATABASE_URL: 'postgres://a:s3cret/b@db:x/portico' },
      /DATABASE_URL: Not an address: encode/,
    ],
    ['half of a path', { PORTICO_DATA_DIR: 'data' }, /PORTICO_DATA_DIR: The whole path/],
  ])('keeps jobs in one place: %s', (_, env, refused) => {
    const parse = () => parseConfig({ ...good, ...env })
    if (!refused) expect(parse().store).toEqual({ url: env.DATABASE_URL, directory: env.PORTICO_DATA_DIR })
    else expect(parse).toThrow(refused)
    if (refused) expect(parse).not.toThrow(/s3cret/)
  })

  const token = 'x'.repeat(32)
  it.each<[string, Record<string, string>, string | undefined | RegExp]>([
    ['no variable', {}, undefined],
    ['a collector', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4318' }, 'otlp-protobuf'],
    [
      'a collector that takes JSON',
      { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://otel:4318/v1/traces', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' },
      'otlp-json',
    ],
    ['the exporter alone', { OTEL_TRACES_EXPORTER: 'otlp' }, 'otlp-protobuf'],
    ['the terminal', { OTEL_TRACES_EXPORTER: 'console' }, 'console'],
    ['no traces', { OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4318' }, undefined],
    ['switched off', { OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4318' }, undefined],
    ['grpc', { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, /OTEL_EXPORTER_OTLP_PROTOCOL: Only http\/protobuf or http\/json/],
    [
      'no address',
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'otel:4318' },
      /OTEL_EXPORTER_OTLP_ENDPOINT: The address of a collector/,
    ],
    ['another exporter', { OTEL_TRACES_EXPORTER: 'zipkin' }, /OTEL_TRACES_EXPORTER: Only otlp, console or none/],
  ])('exports traces with %s', (_, env, traces) => {
    const read = () => parseConfig({ ...good, ...env }).traces
    if (traces instanceof RegExp) expect(read).toThrow(traces)
    else expect(read()).toBe(traces)
  })

  it.each<[string, { METRICS_PORT?: string; METRICS_HOST?: string; METRICS_TOKEN?: string }, object | RegExp]>([
    ['off', {}, {}],
    ['a port', { METRICS_PORT: '9464' }, { port: 9464 }],
    ['a port of one address', { METRICS_PORT: '9464', METRICS_HOST: '127.0.0.1' }, { port: 9464, host: '127.0.0.1' }],
    ['a port of an IPv6 address', { METRICS_PORT: '9464', METRICS_HOST: '::1' }, { port: 9464, host: '::1' }],
    ['a name', { METRICS_PORT: '9464', METRICS_HOST: 'metrics' }, /METRICS_HOST: Set METRICS_HOST to an address/],
    ['an address without a port', { METRICS_HOST: '127.0.0.1' }, /METRICS_HOST: Set METRICS_PORT too/],
    ['a token', { METRICS_TOKEN: token }, { token }],
    ['no number', { METRICS_PORT: 'on' }, /METRICS_PORT: Set METRICS_PORT to a port/],
    ['no port', { METRICS_PORT: '70000' }, /METRICS_PORT: Set METRICS_PORT to a port/],
    ['a short token', { METRICS_TOKEN: 's3cret' }, /METRICS_TOKEN: METRICS_TOKEN needs 32 characters/],
    ['a token that no header carries', { METRICS_TOKEN: `s3cret é ${token}` }, /METRICS_TOKEN can have letters/],
  ])('metrics: %s', (_, env, expected) => {
    const parse = () => parseConfig({ ...good, ...env })
    if (expected instanceof RegExp) expect(parse).toThrow(expected)
    else expect(parse().metrics).toEqual({ port: undefined, host: undefined, token: undefined, ...expected })
    if (expected instanceof RegExp) expect(parse).not.toThrow(/s3cret/)
  })

  it.each([
    ['no endpoint', undefined],
    ['AWS itself', 'https://sagemaker.us-east-1.amazonaws.com'],
    ['a private address', 'http://10.0.0.5:4566'],
    ['a name that only begins like loopback', 'http://localhost.example.com'],
  ])('refuses demo people with %s', (_, url) => {
    expect(() => parseConfig({ ...good, DEMO_SIGN_IN: '1', AWS_ENDPOINT_URL: url })).toThrow(/DEMO_SIGN_IN/)
  })

  it('allows demo people on loopback', () => {
    expect(parseConfig({ ...good, DEMO_SIGN_IN: '1', AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }).auth.demoSignIn).toBe(
      true,
    )
  })

  const oidc = { OIDC_ISSUER: 'https://login.acme.dev', OIDC_CLIENT_ID: 'portico', OIDC_CLIENT_SECRET: 's3cret-s3cret' }

  it('takes an OpenID provider by its issuer, with defaults that most providers fit', () => {
    const { auth } = parseConfig({ ...good, ...oidc, NEXTAUTH_URL: 'https://portico.acme.dev' })
    expect(auth.oidc).toMatchObject({ name: 'your organization', claims: { email: 'email', name: 'name' }, params: {} })
    expect(auth.roles).toEqual({
      values: { viewer: 'viewer', deployer: 'deployer', admin: 'admin' },
      emails: { admin: [], deployer: [], viewer: [] },
      domains: [],
      fallback: undefined,
      verifiedOnly: false,
    })
  })

  it('maps values of the role claim, whatever signs they have', () => {
    const values = 'ml-admins = admin, CN=Engineers=deployer,8f1c2a=viewer'
    const { auth } = parseConfig({ ...good, ...oidc, OIDC_ROLE_CLAIM: 'groups', OIDC_ROLE_VALUES: values })
    expect(auth.roles.values).toEqual({ 'ml-admins': 'admin', 'CN=Engineers': 'deployer', '8f1c2a': 'viewer' })
  })

  it('requests a refresh token from Google, and trusts only verified addresses there', () => {
    const { auth } = parseConfig({
      ...good,
      ...oidc,
      OIDC_ISSUER: 'https://accounts.google.com',
      ADMIN_EMAILS: 'Ada@Acme.dev',
    })
    expect(auth.oidc?.params).toEqual({ access_type: 'offline', prompt: 'consent' })
    expect(auth.roles).toMatchObject({ verifiedOnly: true, emails: { admin: ['ada@acme.dev'] } })
  })

  it.each([
    ['OIDC_CLIENT_SECRET', { OIDC_ISSUER: 'https://login.acme.dev', OIDC_CLIENT_ID: 'x' }],
    ['GITHUB_CLIENT_SECRET', { GITHUB_CLIENT_ID: 'x' }],
    ['OIDC_ISSUER', { ...oidc, OIDC_ISSUER: 'http://login.acme.dev' }],
    ['OIDC_ISSUER', { ...oidc, OIDC_ISSUER: 'https://login.acme.dev/.well-known/openid-configuration' }],
    ['OIDC_ISSUER', { ...oidc, OIDC_ISSUER: 'https://login.microsoftonline.com/common/v2.0' }],
    ['NEXTAUTH_URL', { ...oidc, NEXTAUTH_URL: 'http://portico.acme.dev' }],
    ['OIDC_SCOPES', { ...oidc, OIDC_SCOPES: 'email' }],
    ['OIDC_ROLE_CLAIM', { ...oidc, OIDC_ROLE_VALUES: 'a=admin' }],
    ['OIDC_ROLE_VALUES', { ...oidc, OIDC_ROLE_CLAIM: 'groups', OIDC_ROLE_VALUES: 'a=root' }],
    ['OIDC_ROLE_VALUES', { ...oidc, OIDC_ROLE_CLAIM: 'groups', OIDC_ROLE_VALUES: 'admin' }],
    ['DEFAULT_ROLE', { ...oidc, DEFAULT_ROLE: 'deployer' }],
    ['DEFAULT_ROLE', { ...oidc, OIDC_ISSUER: 'https://accounts.google.com', DEFAULT_ROLE: 'viewer' }],
    ['DEFAULT_ROLE', { GITHUB_CLIENT_ID: 'x', GITHUB_CLIENT_SECRET: 'y', DEFAULT_ROLE: 'viewer' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '-1' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: 'one' }],
    ['PORTICO_SHARED_DIR', { PORTICO_SHARED_DIR: 'shared' }],
  ])('names %s where sign-in is at fault: %j', (name, env) => {
    try {
      parseConfig({ ...good, ...env })
      expect.unreachable()
    } catch (error) {
      expect(String(error)).toMatch(new RegExp(`  ${name}: `))
      expect(String(error)).not.toContain('s3cret')
    }
  })

  it('names every variable at fault and never a value', () => {
    const secret = 'too-short-secret'
    try {
      parseConfig({ NEXTAUTH_SECRET: secret, INVOKE_URL_TEMPLATE: 'http://x/{stage}' })
      expect.unreachable()
    } catch (error) {
      const message = String(error)
      for (const name of ['NEXTAUTH_URL', 'NEXTAUTH_SECRET', 'AWS_REGION', 'INVOKE_URL_TEMPLATE'])
        expect(message).toContain(name)
      expect(message).not.toContain(secret)
    }
  })
})

describe('PORTICO_ACCOUNTS', () => {
  const role = (id: string, name: string) => `arn:aws:iam::${id}:role/${name}`
  const prod = {
    id: '111122223333',
    name: 'prod',
    regions: ['eu-west-1', 'us-east-1'],
    viewerRole: role('111122223333', 'PorticoViewer'),
    deployerRole: role('111122223333', 'PorticoDeployer'),
    externalId: 'portico-7',
    deployers: ['ana@acme.dev', 'admin'],
  }
  const railed = (guardRails: object) => ({ ...prod, guardRails })
  const parsed = (accounts: unknown, more = {}) =>
    parseConfig({
      ...good,
      ...more,
      PORTICO_ACCOUNTS: typeof accounts === 'string' ? accounts : JSON.stringify(accounts),
    })

  it('is none unless set', () => expect(parseConfig(good).aws.accounts).toEqual([]))

  it('gives each its regions and roles, and needs no AWS_REGION', () => {
    const { aws } = parsed([prod, { id: '444455556666', regions: ['us-west-2'] }], { AWS_REGION: undefined })
    expect(aws.accounts[0]).toEqual(prod)
    expect(aws.regions).toEqual(['eu-west-1', 'us-east-1', 'us-west-2'])
  })

  it('takes guard rails', () => {
    const guardRails = {
      access: { allowed: ['key', 'iam'], default: 'iam' },
      maxRate: 20,
      regions: ['eu-west-1'],
      permissionsBoundary: 'arn:aws:iam::111122223333:policy/ml/PorticoBoundary',
      roleNames: { prefix: 'acme-', path: '/ml/public/' },
    }
    expect(parsed([railed(guardRails)]).aws.accounts[0]).toEqual({ ...prod, guardRails })
  })

  it.each<[string, unknown, RegExp]>([
    ['what is no JSON', '{', /Not JSON/],
    ['what is no list', prod, /JSON list/],
    ['a number for an id', [{ ...prod, id: 111122223333 }], /PORTICO_ACCOUNTS\.0\.id/],
    ['a role of elsewhere', [{ ...prod, id: '999999999999' }], /another account than id says/],
    ['no region', [{ ...prod, regions: [] }], /At least one region/],
    ['a member that nobody reads', [{ ...prod, deployerRoles: [] }], /deployerRoles/],
    ['a deployer role alone', [{ ...prod, viewerRole: undefined }], /viewers read under it/],
    ['an account twice', [prod, prod], /stands there once/],
    [
      'a boundary of elsewhere',
      [railed({ permissionsBoundary: 'arn:aws:iam::999999999999:policy/B' })],
      /another account/,
    ],
    ['a guard rail that nobody reads', [railed({ maxRates: 5 })], /maxRates/],
    ['a region that is none of its own', [railed({ regions: ['ap-south-1'] })], /ap-south-1 is not one/],
    ['a default that is not allowed', [railed({ access: { allowed: ['iam'], default: 'open' } })], /One of those/],
    ['a way in that there is not', [railed({ access: { allowed: ['password'] } })], /open, key, iam or cognito/],
    ['a path of roles without a prefix', [railed({ roleNames: { path: '/ml/' } })], /roleNames\.prefix/],
    ['a path that ends without a slash', [railed({ roleNames: { prefix: 'a-', path: '/ml' } })], /ends with a slash/],
    ['a prefix with a slash', [railed({ roleNames: { prefix: 'ml/a-' } })], /1 to 20 letters/],
    [
      'a deployer role that deployers could change',
      [
        {
          ...prod,
          deployerRole: `arn:aws:iam::${prod.id}:role/acme-portico-deployer`,
          guardRails: { roleNames: { prefix: 'acme-' } },
        },
      ],
      /Name it otherwise/,
    ],
    ['an external id with a space', [{ ...prod, externalId: 'a b' }], /externalId/],
  ])('refuses %s', (_, accounts, words) => expect(() => parsed(accounts)).toThrow(words))

  it('stands beside no PORTICO_REGIONS', () => {
    expect(() => parsed([prod], { PORTICO_REGIONS: 'eu-west-1' })).toThrow(/PORTICO_REGIONS: each account/)
  })
})

describe('isLoopback', () => {
  it.each([
    ['http://localhost:1', true],
    ['http://[::1]:4566', true],
    ['http://127.3.2.1', true],
    ['http://127.0.0.1.nip.io', false],
    ['nonsense', false],
  ])('%s → %s', (url, expected) => expect(isLoopback(url)).toBe(expected))
})
