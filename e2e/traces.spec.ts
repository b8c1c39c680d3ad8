/** A console of the production build exports traces: Next's spans and ours in one tree, and none of its secrets. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { freePort, startConsole, stop } from '../scripts/lib/servers.mjs'
import { expect, test } from './support/fixtures'

test.use({ scene: 'traces' })

interface Span {
  name: string
  spanId: string
  traceId: string
  attributes: { key: string; value: object }[]
}
interface Sent {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[]
}

test('a request and its calls of AWS are one trace at the collector, without the token of a share page', async ({
  browser,
  stage,
  at,
}) => {
  const bodies: string[] = []
  const collector = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    bodies.push(body)
    response.setHeader('content-type', 'application/json').end('{}')
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const console_ = await startConsole(port, {
    ...stage.env,
    NEXTAUTH_URL: origin,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  })
  try {
    const context = await browser.newContext({ baseURL: origin })
    const page = await context.newPage()
    await page.goto('/share/s3cretOfALink?data=s3cretRow')
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Dana Deployer' }).click()
    await expect(page.getByRole('heading', { name: 'Endpoints' })).toBeVisible()
    await page.goto(at('endpoints'))
    await expect(page.getByRole('table', { name: 'Endpoints' })).toBeVisible()
    await context.close()
  } finally {
    // What is still in the process is sent as it ends.
    await stop(console_)
    collector.close()
  }
  const sent = bodies.flatMap((body) => (JSON.parse(body) as Sent).resourceSpans)
  const spans = sent.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
  const list = spans.filter(({ name }) => name === 'SageMaker.ListEndpoints')
  expect(list.length).toBeGreaterThan(0)
  const routes = spans.filter(({ traceId }) => list.some((one) => one.traceId === traceId)).map(({ name }) => name)
  expect(routes).toContain('GET /[account]/[region]/endpoints')
  expect(spans.map(({ name }) => name)).toContain('GET /share/[token]')
  expect(bodies.join('')).not.toContain('s3cret')
})
