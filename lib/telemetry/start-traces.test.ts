/** Spans of a run over HTTP, as a collector gets them: they belong together, and name nobody. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { inSpan } from '../spans'
import { runRemove } from '../wiring/engine'
import { testContext } from '../wiring/testing'
import { endTraces, startTraces } from './start-traces'

interface Sent {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] }
    scopeSpans: {
      spans: {
        name: string
        spanId: string
        parentSpanId?: string
        attributes: { key: string; value: { stringValue?: string } }[]
        status: { code?: number }
      }[]
    }[]
  }[]
}

let account: TestAccount
let collector: Server
const bodies: string[] = []

beforeAll(async () => {
  account = await createTestAccount()
  collector = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    bodies.push(body)
    response.setHeader('content-type', 'application/json').end('{}')
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  process.env.OTEL_SERVICE_NAME = 'portico-of-acme'
})
afterAll(() => void collector.close())

it('sends a run with its steps and its calls of AWS to the collector of the standard variables', async () => {
  await startTraces('otlp-json')
  // A job that waited is begun where another one ended: its trace is its own.
  const result = await inSpan('another job', {}, () =>
    runRemove(testContext(account, { deployedBy: 'ana.secret@acme.dev' }), 'iris-xgboost', () => {}),
  )
  await endTraces()
  const sent = bodies.flatMap((body) => (JSON.parse(body) as Sent).resourceSpans)
  const names = sent.flatMap(({ resource }) => resource.attributes).filter(({ key }) => key === 'service.name')
  expect(new Set(names.map(({ value }) => value.stringValue))).toEqual(new Set(['portico-of-acme']))

  const spans = sent.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
  const only = (name: string) => {
    const [span, ...others] = spans.filter((one) => one.name === name)
    if (!span || others.length > 0) throw new Error(`${name} stands there ${spans.length} times`)
    return span
  }
  const [run, read, call] = [only('removal'), only('step read'), only('STS.GetCallerIdentity')]
  expect([run.parentSpanId, read.parentSpanId, call.parentSpanId]).toEqual([undefined, run.spanId, read.spanId])
  const said = Object.fromEntries(call.attributes.map(({ key, value }) => [key, value.stringValue]))
  expect(said).toMatchObject({ 'rpc.system': 'aws-api', 'rpc.service': 'STS', 'rpc.method': 'GetCallerIdentity' })
  expect(said['aws.request_id']).toMatch(/^[0-9a-f-]{36}$/)

  const refused = spans.find(({ name }) => name === 'Lambda.GetAlias' || name === 'IAM.GetRole')
  expect(refused?.status.code).toBe(2)
  expect(refused?.attributes).toContainEqual({ key: 'error.type', value: { stringValue: 'not-found' } })
  expect(result.ok).toBe(true)
  expect(bodies.join('')).not.toContain('ana.secret')
})

it('sends nothing once it has ended', async () => {
  const before = bodies.length
  await runRemove(testContext(account), 'iris-xgboost', () => {})
  await endTraces()
  expect(bodies).toHaveLength(before)
})
