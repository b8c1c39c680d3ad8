/**
 * Every route and every server action, by nobody, by every role, and by whoever forges, steals or floods: none is allowed
 * where it cannot be. Routes are read from the app folder and actions from the build, so that a new one is walked too;
 * who can call a new action has to be said here, or this fails.
 */
import type { ChildProcess } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { Agent, request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { EncryptJWT } from 'jose'
import { encode } from 'next-auth/jwt'
import { consoleEnv, freePort, startConsole, stop } from '../scripts/lib/servers.mjs'
import { expect, test } from './support/fixtures'

const secret = 'the-secret-of-the-walk-0123456789ab'
const endpointName = 'iris-xgboost'

/** What a viewer can call: it reads. */
const viewerActions = [
  ...['walkAction', 'planAdoptionAction', 'listJobsAction', 'loadSummariesAction', 'refreshEndpointsAction'],
  ...['checkWiringAction', 'readLogsAction', 'readRequestAction', 'planDeployAction', 'readSidesAction'],
  ...['watchJobAction', 'readContainerLogAction', 'readFunctionLogAction'],
  ...['listTransformsAction', 'readTransformAction', 'countOwnCallsAction'],
  ...['readPlacesAction', 'findEndpointsAction', 'planFeaturesAction', 'lookAtIndexAction'],
  ...['readSharingAction', 'exportApiAction'],
]

/** What takes a deployer: it changes something, costs something, or shows what callers sent. */
const deployerActions = [
  ...['startAdoptionAction', 'startRepairsAction', 'startRemovalsAction', 'startDeploysAction', 'listUserPoolsAction'],
  ...[
    'findEvidenceAction',
    'probeEndpointAction',
    'tryModelAction',
    'detectModelsAction',
    'testSampleAction',
    'saveFeaturesAction',
    'createKeyAction',
    'rotateKeyAction',
    'setKeyEnabledAction',
  ],
  ...['revokeKeyAction', 'createShareLinkAction', 'revokeShareLinkAction', 'signRequestAction', 'traceAction'],
  ...['startFixAction', 'startDeployAction', 'startTrafficAction', 'startRepairAction', 'startTakeOverAction'],
  ...[
    'startRestoreAction',
    'startUndoAction',
    'stopTryingAction',
    'stopDeployAction',
    'startRemoveAction',
    'beginTransformAction',
    'sendPartAction',
  ],
  ...['startTransformAction', 'abandonTransformAction', 'stopTransformAction'],
  ...['planTagsAction', 'writeTagsAction'],
]

/** Routes that are open to everybody, each of which shows nothing of an account. */
const openRoutes = [
  ...['/sign-in', '/share/[token]', '/share/[token]/embed', '/share/[token]/opengraph-image'],
  ...['/api/auth/[...nextauth]', '/api/health', '/api/ready', '/api/sign-out', '/metrics'],
]

/** Fits the input of as many actions as can be; of a place that is not served, so that it starts nothing. */
const anyInput = {
  ...{
    endpointName,
    names: [endpointName],
    typed: endpointName,
    url: 'https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/x',
  },
  ...{
    sampleRow: '1,2',
    keyId: 'abc',
    keyName: 'x',
    enabled: true,
    linkId: 'abcdefgh12',
    title: 'x',
    days: 1,
    version: '1',
  },
  ...{ counts: { requests: 1, refused: 0, failed: 0, runs: 1, predictions: 1 } },
  ...{
    runId: '3f2b6a1e-6c1c-4b5e-9a51-0d7a3f1c2b4d',
    minutes: 5,
    canaryPercent: 10,
    method: 'GET',
    query: '',
    event: '{}',
  },
  ...{
    kind: 'deadline',
    sources: ['function'],
    since: '2026-01-01T00:00:00.000Z',
    requestId: 'abcdefgh-1234',
    bucket: 'a-bucket',
  },
  ...{ search: 'iris' },
  ...{ jobName: 'none', object: 'manifest.json', offset: 0 },
}

/** There in development only. */
const developmentRoutes = ['/primitives']

interface PageResponse {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

interface RequestOptions {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** Does not say how long the body is. */
  unmeasured?: boolean
}

const agent = new Agent({ keepAlive: true, maxSockets: 6 })
const megabytes = (count: number) => Buffer.alloc(count << 20, ' ')
let origin: string
let console_: ChildProcess
const log: string[] = []

function request(
  path: string,
  { method = 'GET', headers = {}, body, unmeasured }: RequestOptions = {},
): Promise<PageResponse> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const options = {
      method,
      headers: { ...headers, ...(unmeasured ? {} : length) },
      agent: unmeasured ? false : agent,
    }
    const request = httpRequest(origin + path, options, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part) => parts.push(part))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      )
    })
    request.on('error', reject)
    if (unmeasured && body) request.write(body)
    request.end(unmeasured ? undefined : body)
  })
}

test.beforeAll(async ({ stage }) => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  const env = { ...consoleEnv(stage.sandbox, port, secret), LOG_LEVEL: 'debug' }
  console_ = await startConsole(port, env, ['ignore', 'pipe', 'pipe'])
  for (const stream of [console_.stdout, console_.stderr]) stream?.on('data', (part) => log.push(String(part)))
})
test.afterAll(async () => {
  agent.destroy()
  await stop(console_)
})

const roles = ['viewer', 'deployer', 'admin'] as const
const now = () => Math.floor(Date.now() / 1000)
const sessionFor = (role: string, more: object = {}) => ({
  ...{
    sid: `of-a-${role}`,
    sub: `demo-${role}`,
    name: `A ${role}`,
    email: `${role}@demo.portico`,
    role,
    provider: 'demo',
    issuer: 'demo',
  },
  ...{ endsAt: now() + 3_600, checkedAt: now(), ...more },
})
const seal = async (token: object, by = secret) =>
  `portico.session=${await encode({ token: { ...token }, secret: by })}`
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Cookies of which none can open anything. */
async function nobodies(): Promise<Record<string, string>> {
  const admin = sessionFor('admin')
  const sealed = await seal(admin)
  const middle = Math.floor(sealed.length / 2)
  return {
    'no session': '',
    'a cookie of another secret': await seal(admin, 'another-secret-0123456789-0123456789'),
    'a changed cookie': sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1),
    'an unsigned token': `portico.session=${base64({ alg: 'none' })}.${base64(admin)}.`,
    'a session that is over': await seal(sessionFor('admin', { endsAt: now() - 1 })),
    'a session of a provider that is gone': await seal(
      sessionFor('admin', { provider: 'oidc', issuer: 'https://old.acme.dev' }),
    ),
    'a viewer who calls himself admin': await seal({ ...sessionFor('viewer'), role: 'admin' }),
    'a role that does not exist': await seal(sessionFor('root')),
    'the cookie of before': `next-auth.session-token=${sealed.split('=')[1]}`,
  }
}

/** https://nextjs.org/docs/app/api-reference/file-conventions */
const routeFile = /^(page|route|opengraph-image|twitter-image|icon|apple-icon|sitemap|manifest|robots)\.[jt]sx?$/

/** Everything below app/ that answers: `/[account]/[region]/endpoints`. */
function routes(folder = join(import.meta.dirname, '../app'), path = ''): { path: string; kind: string }[] {
  return readdirSync(folder).flatMap((name) => {
    const at = join(folder, name)
    if (statSync(at).isDirectory()) return routes(at, name.startsWith('(') ? path : `${path}/${name}`)
    const kind = name.match(routeFile)?.[1]
    if (!kind) return []
    return [{ path: kind === 'page' || kind === 'route' ? path || '/' : `${path}/${kind}`, kind }]
  })
}

interface ServerAction {
  workers: Record<string, unknown>
  exportedName: string
}

function actions(): { id: string; name: string; page: string }[] {
  const file = join(import.meta.dirname, '../.next/server/server-reference-manifest.json')
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as { node: Record<string, ServerAction> }
  return Object.entries(node).map(([id, { workers, exportedName }]) => {
    const worker = Object.keys(workers)[0] ?? ''
    const page = worker
      .replace(/^app/, '')
      .replace(/\/page$/, '')
      .replaceAll(/\/\([^)]+\)/g, '')
    return { id, name: exportedName, page: page || '/' }
  })
}

/** The codes and successes that an action's answer holds. */
const codeOf = ({ status, body }: PageResponse): string =>
  status !== 200
    ? String(status)
    : (body.match(/"ok":false,"error":\{"code":"([^"]+)"/)?.[1] ?? (/"ok":true/.test(body) ? 'ok' : body.slice(0, 200)))

async function each<T>(items: T[], run: (item: T) => Promise<void>) {
  const queue = items.values()
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (const item of queue) await run(item)
    }),
  )
}

/** A share link of an API that is not there: to find that out, its page and its picture call AWS. */
const shareToken = (account: string, region: string, ends: string | number = '1h') =>
  new EncryptJWT({ account, region, restApiId: 'a1b2c3d4e5', linkId: 'abcdefgh12' })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setAudience('portico-share')
    .setExpirationTime(ends)
    .encrypt(createHmac('sha256', secret).update('portico-share').digest())

// The first test of a fresh process. Next makes bundles of their own for route handlers, whose classes are not those of the
// pages: nothing that a route made can reach a page.
test('every page works in a process that answered every route first', async ({ stage }) => {
  const { accountId, region } = stage.sandbox
  const token = await shareToken(accountId, region)
  const fill = (path: string) =>
    path
      .replace('[account]', accountId)
      .replace('[region]', region)
      .replace('[name]', endpointName)
      .replace('[token]', token)
      .replace('[slug]', 'options')
      .replace('[...nextauth]', 'session')
  const cookie = await seal(sessionFor('deployer'))
  const [pages, others] = [routes().filter((one) => one.kind === 'page'), routes().filter((one) => one.kind !== 'page')]
  expect(others.map((one) => one.path)).toEqual(
    expect.arrayContaining(['/api/ready', '/api/sign-out', '/share/[token]/opengraph-image']),
  )
  for (const { path } of others) {
    const method = path === '/api/sign-out' ? 'POST' : 'GET'
    const { status } = await request(fill(path), { method, headers: { origin } })
    // Metrics are off unless the environment turns them on.
    expect([path, status]).toEqual([path, path.endsWith('image') || path === '/metrics' ? 404 : 200])
  }
  await each(pages, async ({ path }) => {
    const { status, body } = await request(fill(path), { headers: { cookie } })
    const absent = path.startsWith('/share/') || developmentRoutes.includes(path)
    const expected = absent ? 404 : path === '/' || path === '/sign-in' ? 307 : 200
    expect([path, status]).toEqual([path, expected])
    // What failed while a part of the page was made: the number under which the log has it.
    expect([path, body.match(/data-dgst="\d+"|"digest":"\d+"/)?.[0]]).toEqual([path, undefined])
  })
  expect(log.join('').match(/.*Error: .*/g) ?? []).toEqual([])
})

test('nobody is allowed where they cannot be', async ({ stage }) => {
  const { accountId, region, secretAccessKey } = stage.sandbox
  const fill = (path: string, place = { account: accountId, region }, name = endpointName) =>
    path
      .replace('[account]', place.account)
      .replace('[region]', place.region)
      .replace('[name]', name)
      .replace('[slug]', 'options')
  const cookies: Record<(typeof roles)[number], string> = { viewer: '', deployer: '', admin: '' }
  for (const role of roles) cookies[role] = await seal(sessionFor(role))
  const none = await nobodies()
  const letIn: string[] = []
  const counts = { pages: 0, actions: 0, routes: 0 }
  /** What only somebody who is signed in can read. */
  const inside = (body: string) =>
    // The last is the head of the documentation, as a page and as data.
    /Signed in as|"user":|InService|arn:aws|max-md:sr-only"(>|,"children":")documentation/.test(body)
  const wrong = (what: string, response: PageResponse) =>
    letIn.push(`${what}: ${response.status} ${codeOf(response).slice(0, 120)}`)

  const pages = routes().filter(
    (one) => one.kind === 'page' && ![...openRoutes, ...developmentRoutes].includes(one.path),
  )
  await test.step('pages', async () => {
    expect(pages.length).toBeGreaterThan(10)
    const tries = pages.flatMap(({ path }) => [
      ...Object.entries(none).flatMap(([what, cookie]) => [
        { what: `${path} with ${what}`, path: fill(path), cookie, to: 'sign-in' },
        { what: `${path} as data with ${what}`, path: `${fill(path)}?_rsc=1`, cookie, data: true, to: 'sign-in' },
      ]),
      ...roles.flatMap((role) => [
        { what: `${path} by ${role}`, path: fill(path), cookie: cookies[role], to: 'inside' },
        ...(path.includes('[account]')
          ? [
              {
                what: `${path} by ${role} of another account`,
                path: fill(path, { account: '999999999999', region }),
                cookie: cookies[role],
                to: 'nowhere',
              },
              {
                what: `${path} by ${role} of another region`,
                path: fill(path, { account: accountId, region: 'ap-south-1' }),
                cookie: cookies[role],
                to: 'nowhere',
              },
            ]
          : []),
        ...(path.includes('[name]')
          ? ['..%2F..%2Fetc', 'a'.repeat(64), '%3Cscript%3E', 'iris%00'].map((name) => ({
              what: `${path} by ${role} of ${name}`,
              path: fill(path, undefined, name),
              cookie: cookies[role],
              to: 'nowhere',
            }))
          : []),
      ]),
    ])
    await each(tries, async ({ what, path, cookie, to, ...more }) => {
      const headers = { cookie, ...('data' in more ? { rsc: '1' } : {}) }
      const first = await request(path, { headers })
      // Data is requested under an address that Next says first.
      const toData = String(first.headers.location ?? '').match(/^[^?]+\?_rsc(=[^&]*)?$/)?.[0]
      const response = toData ? await request(toData, { headers }) : first
      counts.pages += 1
      if (response.body.includes(secret) || response.body.includes(secretAccessKey))
        wrong(`${what} shows a secret`, response)
      const location = String(response.headers.location ?? '')
      const sentAway =
        location.startsWith('/sign-in') || /NEXT_REDIRECT;replace;\/sign-in|url=\/sign-in/.test(response.body)
      if (to === 'sign-in' && (!sentAway || inside(response.body))) wrong(what, response)
      if (
        to === 'nowhere' &&
        ((response.status < 400 && !/There is no such page|NEXT_HTTP_ERROR_FALLBACK;404/.test(response.body)) ||
          /InService|arn:aws/.test(response.body))
      )
        wrong(what, response)
      if (/of another (account|region)$/.test(what) && response.status !== 404) wrong(`${what} is not 404`, response)
      if (to === 'inside' && path !== '/' && !inside(response.body)) wrong(`${what} is not let in`, response)
      if (!String(response.headers['content-security-policy']).includes("frame-ancestors 'none'"))
        wrong(`${what} has no policy`, response)
    })
  })

  const called = actions()
  await test.step('actions', async () => {
    expect(called.map((one) => one.name).sort()).toEqual([...viewerActions, ...deployerActions].sort())
    const place = { account: accountId, region }
    const tries = called.flatMap(({ id, name, page }) => {
      const path = fill(page)
      const takes: readonly (typeof roles)[number][] = viewerActions.includes(name)
        ? roles
        : roles.filter((role) => role !== 'viewer')
      const junk = ['listJobsAction', 'readPlacesAction'].includes(name) ? ['ok'] : ['invalid-input']
      return [
        ...Object.entries(none).map(([what, cookie]) => ({
          what,
          id,
          name,
          path,
          cookie,
          input: { ...place, ...anyInput },
          codes: ['signed-out'],
        })),
        ...roles
          .filter((role) => !takes.includes(role))
          .map((role) => ({
            what: role,
            id,
            name,
            path,
            cookie: cookies[role],
            input: { ...place, ...anyInput },
            codes: ['forbidden'],
          })),
        ...takes.flatMap((role) => [
          { what: `${role} without input`, id, name, path, cookie: cookies[role], input: place, codes: junk },
          {
            what: `${role}, nothing at all`,
            id,
            name,
            path,
            cookie: cookies[role],
            input: null,
            codes: ['invalid-input'],
          },
          {
            what: `${role} of another account`,
            id,
            name,
            path,
            cookie: cookies[role],
            input: { ...anyInput, region, account: '999999999999' },
            codes: ['unknown-account', 'invalid-input'],
          },
          {
            what: `${role} of another region`,
            id,
            name,
            path,
            cookie: cookies[role],
            input: { ...anyInput, account: accountId, region: 'ap-south-1' },
            codes: ['unknown-region', 'invalid-input'],
          },
          {
            what: `${role} of a forged name`,
            id,
            name,
            path,
            cookie: cookies[role],
            input: { ...anyInput, account: '999999999999', region, endpointName: '../../etc', names: ['../../etc'] },
            codes: ['invalid-input', 'unknown-account'],
          },
          {
            what: `${role} of a prototype`,
            id,
            name,
            path,
            cookie: cookies[role],
            input: JSON.parse(`{"__proto__":{"account":"${accountId}","region":"${region}"},"constructor":1}`),
            codes: ['invalid-input'],
          },
        ]),
      ]
    })
    const reached = new Set<string>()
    await each(tries, async ({ what, id, name, path, cookie, input, codes }) => {
      const headers = { cookie, origin, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' }
      const response = await request(path, { method: 'POST', headers, body: JSON.stringify([input]) })
      counts.actions += 1
      if (codeOf(response) === 'unknown-account') reached.add(name)
      if (!codes.includes(codeOf(response))) wrong(`${name} by ${what}`, response)
      if (response.body.includes(secret) || response.body.includes(secretAccessKey))
        wrong(`${name} by ${what} shows a secret`, response)
    })
    // The input did fit, so that it was the account that was refused.
    expect(reached.size).toBeGreaterThan(called.length * 0.7)
    await each(called, async ({ id, name, page }) => {
      const headers = { cookie: cookies.admin, origin, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' }
      const body = JSON.stringify([{ ...place, ...anyInput }])
      const path = fill(page)
      const evil = { ...headers, origin: 'https://evil.example' }
      const { origin: _, ...nowhere } = headers
      for (const [what, status, options] of [
        ['from another site', 403, { method: 'POST', headers: evil, body }],
        ['from a sandboxed frame', 403, { method: 'POST', headers: { ...headers, origin: 'null' }, body }],
        ['from nowhere', 403, { method: 'POST', headers: nowhere, body }],
        ['with 7 MiB', 413, { method: 'POST', headers, body: megabytes(7) }],
      ] as const) {
        const response = await request(path, options)
        counts.actions += 1
        if (response.status !== status) wrong(`${name} ${what}`, response)
      }
    })
    // Paths that look like files lead past no check of where a call comes from. Next forwards an action to the page that has
    // it, and that request comes through the proxy.
    const plan = called.find((one) => one.name === 'planDeployAction')
    const prefixes = ['/_next/static', '/_next/image', '/icon.svg', '/robots.txt']
    await each(prefixes, async (prefix) => {
      const headers = { cookie: cookies.admin, origin: 'https://evil.example', 'next-action': plan?.id ?? '' }
      const options = { method: 'POST', headers: { ...headers, 'content-type': 'text/plain;charset=UTF-8' } }
      for (const path of [`${prefix}/endpoints`, `${prefix}/${region}/endpoints`]) {
        const response = await request(path, { ...options, body: JSON.stringify([{ ...place, ...anyInput }]) })
        counts.actions += 1
        if (!/^(signed-out|400|403|404)$/.test(codeOf(response))) wrong(`an action at ${path}`, response)
      }
    })
    // What no client of ours sends: it never reaches an action, and is the sender's fault.
    const json = 'text/plain;charset=UTF-8'
    const form = 'multipart/form-data; boundary=x'
    await each(
      [
        [json, 'not JSON'],
        [json, ''],
        [json, '[{"account":'],
        [json, '["$Q0"]'],
        [json, '["$F1"]'],
        [form, 'no boundary'],
        [form, '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n[{'],
        ['multipart/form-data', '--x--'],
      ],
      async ([type = '', body]) => {
        const headers = { cookie: cookies.admin, origin, 'content-type': type }
        const options: Record<string, string>[] = [{ 'next-action': plan?.id ?? '' }, ...(type === json ? [] : [{}])]
        for (const more of options) {
          const response = await request(fill(plan?.page ?? '/'), {
            method: 'POST',
            headers: { ...headers, ...more },
            body,
          })
          counts.actions += 1
          if (
            response.status !== 400 ||
            !response.body.includes('cannot be read, and nothing was done. Reload the page')
          )
            wrong(`a body ${body} as ${type}, ${Object.keys(more)}`, response)
        }
      },
    )
    // What does not say its length is counted by Next, once it has passed the gate.
    const [first] = called
    const headers = {
      cookie: cookies.admin,
      origin,
      'next-action': first?.id ?? '',
      'content-type': 'text/plain;charset=UTF-8',
    }
    const flooded = await request(fill(first?.page ?? '/'), {
      method: 'POST',
      headers,
      body: megabytes(12),
      unmeasured: true,
    })
    counts.actions += 1
    if (flooded.status === 200 && codeOf(flooded) === 'ok') wrong('a flood', flooded)
    const unknown = await request(fill(first?.page ?? '/'), {
      method: 'POST',
      headers: { ...headers, 'next-action': 'f'.repeat(42) },
      body: '[]',
    })
    counts.actions += 1
    // 409 means that the browser runs another build than the server.
    if (![404, 409].includes(unknown.status)) wrong('an action that does not exist', unknown)
  })

  await test.step('routes', async () => {
    const open = routes().filter((one) => openRoutes.includes(one.path))
    expect(open.map((one) => one.path).sort()).toEqual([...openRoutes].sort())
    const json = { 'content-type': 'application/json', origin }
    const ended = await shareToken(accountId, region, '-1m')
    const tries: [what: string, path: string, sent: RequestOptions, fits: (response: PageResponse) => boolean][] = [
      [
        'readiness shows no account',
        '/api/ready',
        {},
        ({ status, body }) => status === 200 && !body.includes(accountId) && !inside(body),
      ],
      ['metrics are off', '/metrics', {}, ({ status, body }) => status === 404 && !inside(body)],
      [
        'metrics that are off take no token',
        '/metrics',
        { headers: { cookie: cookies.admin, authorization: 'Bearer undefined' } },
        ({ status, body }) => status === 404 && !body.includes('portico_'),
      ],
      ['health says nothing else', '/api/health', {}, ({ body }) => body === '{"status":"ok"}'],
      ['the session is for nobody', '/api/auth/session', {}, ({ body }) => body === '{}'],
      [
        'the session shows no person',
        '/api/auth/session',
        { headers: { cookie: cookies.admin } },
        ({ body }) => /^\{"expires":"[^"]+"\}$/.test(body),
      ],
      [
        'signing in without its token',
        '/api/auth/callback/demo',
        { method: 'POST', headers: json, body: '{"person":"demo-admin"}' },
        ({ headers }) => !String(headers['set-cookie']).includes('portico.session='),
      ],
      [
        'signing in from another site',
        '/api/auth/callback/demo',
        { method: 'POST', headers: { ...json, origin: 'https://evil.example' }, body: '{"person":"demo-admin"}' },
        ({ status }) => status === 403,
      ],
      [
        'a provider that is not configured',
        '/api/auth/callback/oidc?code=x&state=y',
        {},
        ({ headers }) => !String(headers['set-cookie']).includes('portico.session='),
      ],
      [
        'writing into the log',
        '/api/auth/_log',
        { method: 'POST', headers: json, body: '{"code":"planted-by-a-stranger","level":"error"}' },
        ({ status }) => status === 204,
      ],
      [
        'a big sign-in',
        '/api/auth/callback/demo',
        { method: 'POST', headers: json, body: megabytes(1) },
        ({ status }) => status === 413,
      ],
      [
        'signing out from another site',
        '/api/sign-out',
        { method: 'POST', headers: { cookie: cookies.admin, origin: 'https://evil.example' } },
        ({ status, headers }) => status === 403 && !headers['set-cookie'],
      ],
      [
        'signing out by a link',
        '/api/sign-out',
        { headers: { cookie: cookies.admin } },
        ({ status, headers }) => status === 405 && !headers['set-cookie'],
      ],
      ...['https://evil.example', '//evil.example', '/.//evil.example', '/\\\\evil.example', 'javascript:alert(1)'].map(
        (place): (typeof tries)[number] => [
          `coming back to ${place}`,
          `/sign-in?callbackUrl=${encodeURIComponent(place)}`,
          { headers: { cookie: cookies.viewer } },
          ({ headers, body }) =>
            [undefined, '/'].includes(headers.location as string | undefined) &&
            !/NEXT_REDIRECT;[a-z]+;[^;]*evil|url=[^"]*evil/.test(body),
        ],
      ),
      ...[
        'x',
        'a.b.c',
        `${base64({ alg: 'none' })}.${base64({ account: accountId, region, aud: 'portico-share' })}.`,
      ].map((token): (typeof tries)[number] => [
        `a forged share link ${token.slice(0, 8)}`,
        `/share/${token}`,
        {},
        ({ status, body }) => status === 404 && /This is not a share link/.test(body) && !inside(body),
      ]),
      [
        'a share link that ended',
        `/share/${ended}`,
        {},
        ({ status, body }) => status === 404 && /This link has ended/.test(body) && !inside(body),
      ],
      ...['', '/embed', '/opengraph-image'].map((rest): (typeof tries)[number] => [
        `a forged share link${rest}, framed`,
        `/share/a.b.c${rest}`,
        {},
        ({ headers, body }) =>
          String(headers['content-security-policy']).includes("frame-ancestors 'none'") && !inside(body),
      ]),
    ]
    const odd: [string, string, number][] = [
      ['TRACE', '/', 405],
      ['TRACE', '/api/health', 405],
      ['DELETE', '/sign-in', 405],
      ['GET', '/%ff%fe', 400],
      ['GET', `/${accountId}/${region}/endpoints/%ff`, 400],
      ['GET', '/999999999999/us-east-1/nowhere', 404],
    ]
    for (const [method, path, status] of odd) {
      const response = await request(path, { method, headers: { cookie: cookies.viewer } })
      counts.routes += 1
      if (response.status !== status) wrong(`${method} ${path}`, response)
    }
    for (const [what, path, sent, fits] of tries) {
      const response = await request(path, sent)
      counts.routes += 1
      if (!fits(response)) wrong(what, response)
    }
  })

  await test.step('a cookie that was copied before its person signed out', async () => {
    const copied = await seal(sessionFor('admin', { sid: 'of-a-stolen-cookie' }))
    const page = fill('/[account]/[region]/apis')
    if (!inside((await request(page, { headers: { cookie: copied } })).body))
      letIn.push('the cookie opened nothing before')
    const out = await request('/api/sign-out', { method: 'POST', headers: { cookie: copied, origin } })
    if (out.status !== 200) wrong('signing out', out)
    const after = await request(page, { headers: { cookie: copied } })
    counts.routes += 2
    if (inside(after.body)) wrong('a copied cookie', after)
    const plan = called.find((one) => one.name === 'planDeployAction')
    const headers = {
      cookie: copied,
      origin,
      'next-action': plan?.id ?? '',
      'content-type': 'text/plain;charset=UTF-8',
    }
    const action = await request(fill(plan?.page ?? '/'), { method: 'POST', headers, body: '[{}]' })
    counts.actions += 1
    if (codeOf(action) !== 'signed-out') wrong('an action with a copied cookie', action)
  })

  await test.step('a flood that forges the address that it comes from', async () => {
    const flood = Array.from({ length: 80 }, (_, index) => `203.0.113.${index}`)
    const statuses: number[] = []
    await each(flood, async (forged) => {
      const headers = { 'x-forwarded-for': forged }
      statuses.push((await request('/api/auth/callback/none', { headers })).status)
      counts.routes += 1
    })
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0)
    const { warnings } = JSON.parse((await request('/api/ready')).body) as { warnings: string[] }
    expect(warnings).toEqual([expect.stringContaining('TRUSTED_PROXIES is not set')])
    expect(log.join('').match(/TRUSTED_PROXIES is not set/g)).toHaveLength(1)
  })

  await test.step('nothing that is secret in what browsers load, or in the log', async () => {
    const files = (folder: string): string[] =>
      readdirSync(folder).flatMap((name) => {
        const at = join(folder, name)
        return statSync(at).isDirectory() ? files(at) : [at]
      })
    // The sign-in page names OIDC_CLIENT_SECRET to who has to set it, and a snippet AWS's own variables.
    const servers =
      /NEXTAUTH_SECRET|GITHUB_CLIENT_SECRET|refreshToken|openid-client|jwtDecrypt|@aws-sdk\/core|createHmac/
    const loaded = files(join(import.meta.dirname, '../.next/static'))
    expect(loaded.length).toBeGreaterThan(20)
    expect(loaded.filter((file) => servers.test(readFileSync(file, 'utf8')))).toEqual([])
    const written = log.join('')
    expect(written).toContain('"refused"')
    expect(written).not.toContain('planted-by-a-stranger')
    for (const one of [secret, secretAccessKey, ...Object.values(cookies).map((cookie) => cookie.slice(-60))])
      expect(written).not.toContain(one)
  })

  console.log(
    `walk: ${pages.length} pages, ${called.length} actions and ${openRoutes.length} open routes × nobody in ${Object.keys(none).length} ways and ${roles.length} roles: ` +
      `${counts.pages} + ${counts.actions} + ${counts.routes} requests, ${letIn.length} let in`,
  )
  expect(letIn).toEqual([])
})
