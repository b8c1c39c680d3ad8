/** `/metrics` over HTTP, with numbers of real calls, jobs and requests: they are right, and name nobody and nothing. */
import { createServer, type Server, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DescribeEndpointCommand, ListEndpointsCommand } from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { entrance } from '../../scripts/lib/entrance.mjs'
import { routePatterns } from '../../scripts/lib/route-pattern.mjs'
import { createClients } from '../aws/client/create-clients'
import type { JobCounts, JobOrder } from '../jobs/board'
import { memoryBoard } from '../jobs/memory-board'
import { takeMeasures } from '../measures'
import { fail, ok } from '../result'
import { defaultSpec } from '../spec/defaults'
import { createExposition } from './exposition'
import { respondMetrics } from './respond'
import { serveMetrics } from './serve'

const none: JobCounts = { deploy: { waiting: 0, running: 0 }, remove: { waiting: 0, running: 0 } }
const failTest = (error: unknown): never => {
  throw error
}

describe('the numbers', () => {
  let account: TestAccount
  let server: Server
  const names = {
    endpoint: 'a-secret-model',
    person: 'ana.secret@acme.dev',
    id: 'id-of-ana',
    link: 'a-token-of-a-link',
  }
  let counts: JobCounts | undefined = none
  const exposition = createExposition({ jobs: { counts: async () => counts }, isStoreUp: () => true })

  beforeAll(async () => {
    account = await createTestAccount()
    takeMeasures(exposition.measures)
    const manifest = {
      staticRoutes: [{ page: '/sign-in' }],
      dynamicRoutes: [{ page: '/share/[token]' }, { page: '/[account]/[region]/endpoints/[name]' }],
    }
    const next = entrance((_, response) => response.end('in'), {}, routePatterns(manifest))
    server = createServer(next)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    takeMeasures(undefined)
    server.close()
    account.close()
  })

  const numberOf = (text: string, series: string): number | undefined => {
    const line = text.split('\n').find((one) => one.startsWith(`${series} `))
    return line === undefined ? undefined : Number(line.slice(series.length))
  }

  it('are of each attempt of AWS calls, each job and each request, and no label has a name that somebody chose', async () => {
    const { region, url, credentials, accountId } = account
    const clients = createClients({ region, endpointUrl: url, credentials })
    const restricted = await account.restricted(['sagemaker:ListEndpoints'])
    const denied = createClients({
      region,
      endpointUrl: url,
      credentials: await restricted.sagemaker.config.credentials(),
    })
    // The SDK's own second try gets over it, and it is counted all the same.
    await account.orderFaults([{ operation: 'ListEndpoints', kind: 'throttle' }])
    await clients.sagemaker.send(new ListEndpointsCommand({}))
    await expect(denied.sagemaker.send(new ListEndpointsCommand({}))).rejects.toThrow()
    await expect(
      clients.sagemaker.send(new DescribeEndpointCommand({ EndpointName: names.endpoint })),
    ).rejects.toThrow()

    const person = { id: names.id, name: 'Ana Secret', email: names.person, role: 'deployer' as const }
    const board = memoryBoard({
      now: () => Date.now(),
      report: failTest,
      workOf:
        ({ key }) =>
        async () =>
          key.endpointName.endsWith('0') ? fail({ code: 'access-denied', message: names.endpoint }) : ok({ writes: 1 }),
    })
    for (const number of [0, 1, 2]) {
      const endpointName = `${names.endpoint}-${number}`
      const key = { accountId, region, endpointName }
      const order: JobOrder = { key, kind: 'deploy', person, spec: defaultSpec(endpointName, 'Real-time') }
      await board.start(order)
      const events = await board.events(key, AbortSignal.timeout(10_000))
      if (events.ok) for await (const _ of events.value);
    }
    counts = { deploy: { waiting: 4, running: 3 }, remove: { waiting: 0, running: 1 } }

    const { port } = server.address() as AddressInfo
    for (const path of [
      '/sign-in?callbackUrl=/x',
      `/share/${names.link}`,
      `/${accountId}/${region}/endpoints/${names.endpoint}`,
      `/no-page/${names.endpoint}`,
    ])
      await (await fetch(`http://127.0.0.1:${port}${path}`)).text()
    await fetch(`http://127.0.0.1:${port}/sign-in`, { method: 'DELETE' })

    const text = await exposition.text()
    const calls = (operation: string, result: string) =>
      numberOf(text, `portico_aws_calls_total{service="SageMaker",operation="${operation}",result="${result}"}`)
    expect(calls('ListEndpoints', 'ok')).toBe(1)
    expect(calls('ListEndpoints', 'throttled')).toBe(1)
    expect(calls('ListEndpoints', 'access-denied')).toBe(1)
    expect(calls('DescribeEndpoint', 'endpoint-not-found')).toBe(1)
    expect(numberOf(text, 'portico_aws_call_duration_seconds_count{service="SageMaker"}')).toBe(4)
    const ended = (outcome: string) => numberOf(text, `portico_jobs_ended_total{kind="deploy",outcome="${outcome}"}`)
    expect([ended('done'), ended('failed')]).toEqual([2, 1])
    expect(numberOf(text, 'portico_job_duration_seconds_count{kind="deploy",outcome="done"}')).toBe(2)
    const now = (kind: string, state: string) => numberOf(text, `portico_jobs{kind="${kind}",state="${state}"}`)
    expect([now('deploy', 'waiting'), now('deploy', 'running'), now('remove', 'running')]).toEqual([4, 3, 1])
    const requests = (method: string, route: string, status: string) =>
      numberOf(text, `portico_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`)
    expect(requests('GET', '/sign-in', '2xx')).toBe(1)
    expect(requests('GET', '/share/[token]', '2xx')).toBe(1)
    expect(requests('GET', '/[account]/[region]/endpoints/[name]', '2xx')).toBe(1)
    expect(requests('GET', 'unknown', '2xx')).toBe(1)
    expect(requests('other', '/sign-in', '4xx')).toBe(1)
    expect(numberOf(text, 'portico_store_up')).toBe(1)
    expect(numberOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
    for (const name of [...Object.values(names), 'Ana', accountId, region, credentials.accessKeyId])
      expect(text).not.toContain(name)

    counts = undefined
    expect(await exposition.text()).not.toMatch(/^portico_jobs\{/m)
  })
})

it('come in time from a store that never responds, without numbers of jobs, and one read of it waits at a time', async () => {
  let reads = 0
  const counts = () => {
    reads += 1
    return new Promise<JobCounts>(() => {})
  }
  const exposition = createExposition({ jobs: { counts }, isStoreUp: () => true, patienceMs: 20 })
  for (let scrape = 0; scrape < 3; scrape += 1) {
    const text = await exposition.text()
    expect(text).not.toMatch(/^portico_jobs\{/m)
    expect(text).toMatch(/^portico_store_up 0$/m)
    expect(text).toMatch(/^portico_jobs_ended_total\{kind="deploy",outcome="done"\} 0$/m)
  }
  expect(reads).toBe(1)
})

describe('a collector', () => {
  const exposition = { contentType: 'text/plain; version=0.0.4', text: async () => 'portico_up 1\n' }
  const token = 'a-token-of-thirty-two-characters'

  it.each<[string, boolean, string | undefined, string | undefined, number]>([
    ['of a console without metrics', false, token, `Bearer ${token}`, 404],
    ['without the token', true, token, undefined, 401],
    ['with another token', true, token, `Bearer ${token}x`, 401],
    ['with half of the token', true, token, `Bearer ${token.slice(0, 16)}`, 401],
    ['with the token in another scheme', true, token, `Basic ${token}`, 401],
    ['with the token', true, token, `Bearer ${token}`, 200],
    ['with the scheme in lower case', true, token, `bearer ${token}`, 200],
    ['with the token in capitals', true, token, `Bearer ${token.toUpperCase()}`, 401],
    ['with the token alone', true, token, token, 401],
    ['of a port of its own', true, undefined, undefined, 200],
  ])('%s', async (_, isOn, wanted, sent, status) => {
    const response = await respondMetrics(isOn ? exposition : undefined, wanted, sent)
    expect(response.status).toBe(status)
    expect(response.body.includes('portico_up')).toBe(status === 200)
    expect(JSON.stringify(response)).not.toContain(token)
  })

  it('listens on one address of the machine if one is given, and on none of another machine', async () => {
    const server = await serveMetrics({ port: 0, host: '127.0.0.1', exposition, report: failTest })
    try {
      expect(server.address()).toMatchObject({ address: '127.0.0.1', family: 'IPv4' })
      const { port } = server.address() as AddressInfo
      // Another loopback address of the same machine, which a port of every address would serve.
      const elsewhere = new Promise((resolve, reject) =>
        send({ host: '127.0.0.2', port, path: '/metrics', agent: false }, resolve).on('error', reject).end(),
      )
      await expect(elsewhere).rejects.toThrow(/ECONNREFUSED/)
    } finally {
      server.close()
    }
    // https://www.rfc-editor.org/rfc/rfc5737: an address for documentation, so no machine has it.
    await expect(serveMetrics({ port: 0, host: '192.0.2.1', exposition, report: failTest })).rejects.toThrow(
      /EADDRNOTAVAIL/,
    )
  })

  it('reads /metrics, and nothing else, on a port of its own; a port that is taken is refused', async () => {
    const server = await serveMetrics({ port: 0, token, exposition, report: failTest })
    const { port } = server.address() as AddressInfo
    const get = (path: string, headers = {}, method = 'GET') =>
      new Promise<string>((resolve, reject) =>
        send({ port, path, method, headers, agent: false }, async (response) =>
          resolve(`${response.statusCode} ${Buffer.concat(await response.toArray())}`),
        )
          .on('error', reject)
          .end(),
      )
    const known = { authorization: `Bearer ${token}` }
    try {
      expect(await get('/metrics', known)).toBe('200 portico_up 1\n')
      expect(await get('/metrics?x=1', known)).toBe('200 portico_up 1\n')
      expect(await get('/metrics')).toMatch(/^401 /)
      expect(await get('/', known)).toMatch(/^404 /)
      expect(await get('/metrics', known, 'POST')).toMatch(/^405 /)
      await expect(serveMetrics({ port, exposition, report: failTest })).rejects.toThrow(/EADDRINUSE/)
    } finally {
      server.close()
    }
  })
})

it.each([
  ['/', '/'],
  ['/sign-in', '/sign-in'],
  ['/sign-in/', '/sign-in'],
  ['/api/auth/callback/oidc?code=1', '/api/auth/[...nextauth]'],
  ['/api/auth', 'unknown'],
  ['/share/a.b', '/share/[token]'],
  ['/share/', 'unknown'],
  ['/share/a/b/c', 'unknown'],
  ['/_next/static/chunks/a.js', '/_next'],
  ['/111122223333/us-east-1/endpoints/iris', '/[account]/[region]/endpoints/[name]'],
  ['/111122223333//endpoints/iris', 'unknown'],
  ['', 'unknown'],
])('the route of %s is %s', (url, route) => {
  const routeOf = routePatterns({
    staticRoutes: [{ page: '/' }, { page: '/sign-in' }],
    dynamicRoutes: [
      { page: '/api/auth/[...nextauth]' },
      { page: '/share/[token]' },
      { page: '/[account]/[region]/endpoints/[name]' },
    ],
  })
  expect(routeOf(url)).toBe(route)
})
