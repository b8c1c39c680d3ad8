import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { plainRequest } from '@/lib/model/requests/request-shape'
import { predictRows, type RowsRequest } from './predict-rows'

let server: Server | undefined
afterEach(() => server?.close())

type Reply = (rows: string[], response: ServerResponse, requests: number) => void

/** A public API of one's own: answers each request's rows as the reply says. */
async function urlThat(reply: Reply): Promise<string> {
  let requests = 0
  server = createServer(async (request, response) => {
    requests += 1
    reply(await rowsOf(request), response, requests)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server?.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/prod/model`
}

async function rowsOf(request: IncomingMessage): Promise<string[]> {
  const query = new URL(request.url ?? '', 'http://host').searchParams.getAll('data')
  if (request.method === 'GET') return query
  let body = ''
  for await (const piece of request) body += piece
  return body.split('\n')
}

const csv = (response: ServerResponse, lines: string[]) =>
  response.writeHead(200, { 'content-type': 'text/csv' }).end(lines.join('\n'))

const doubled: Reply = (rows, response) =>
  csv(
    response,
    rows.map((row) => String(Number(row) * 2)),
  )

const predict = (invokeUrl: string, more: Partial<RowsRequest> = {}) =>
  predictRows({
    invokeUrl,
    queryParameter: 'data',
    request: plainRequest,
    output: { task: 'regression' },
    rows: ['1', '2', '3'],
    oneByOne: false,
    authorize: (call) => call,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onWait: () => undefined,
    ...more,
  })

const valuesOf = (predictions: Awaited<ReturnType<typeof predict>>) =>
  predictions?.kind === 'predictions'
    ? predictions.points.map((point) => point.kind === 'value' && point.value)
    : predictions

describe('many rows', () => {
  it('are one request, their answers in order', async () => {
    const predictions = await predict(await urlThat(doubled))
    expect(predictions).toMatchObject({ kind: 'predictions', requests: 1 })
    expect(valuesOf(predictions)).toEqual([2, 4, 6])
  })
  it('go in the query where bodies are refused, as many as fit', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => String(index))
    const predictions = await predict(await urlThat(doubled), { request: { ...plainRequest, methods: 'get' }, rows })
    expect(predictions).toMatchObject({ kind: 'predictions', requests: 3 })
    expect(valuesOf(predictions)).toEqual(rows.map((row) => Number(row) * 2))
  })
  it('more than fit are several, in order', async () => {
    const rows = Array.from({ length: 2500 }, (_, index) => String(index))
    const predictions = await predict(await urlThat(doubled), { rows })
    expect(predictions).toMatchObject({ requests: 3 })
    expect(valuesOf(predictions)).toEqual(rows.map((row) => Number(row) * 2))
  })
  it.each<[string, Reply]>([
    ['answers the first row only', (rows, response) => csv(response, [String(Number(rows[0]) * 2)])],
    [
      'refuses several',
      (rows, response, requests) =>
        rows.length > 1
          ? response.writeHead(400).end('{"code":"model_refused","message":"one row"}')
          : doubled(rows, response, requests),
    ],
  ])('of an endpoint that %s are requested only on purpose', async (_, reply) => {
    const url = await urlThat(reply)
    expect(await predict(url)).toEqual({ kind: 'one-at-a-time', requests: 3 })
    const predictions = await predict(url, { oneByOne: true })
    expect(predictions).toMatchObject({ kind: 'predictions', requests: 3 })
    expect(valuesOf(predictions)).toEqual([2, 4, 6])
  })
  it('wait as long as a throttled URL says, and are requested again', async () => {
    const waits: (number | undefined)[] = []
    const url = await urlThat((rows, response, requests) =>
      requests === 1 ? response.writeHead(429, { 'retry-after': '0.02' }).end('{}') : doubled(rows, response, requests),
    )
    const predictions = await predict(url, { onWait: (seconds) => waits.push(seconds) })
    expect(valuesOf(predictions)).toEqual([2, 4, 6])
    expect(waits).toEqual([0.02, undefined])
  })
  it('that the model refuses one by one too are explained', async () => {
    const url = await urlThat((_, response) =>
      response.writeHead(400).end('{"code":"model_refused","message":"Feature shape mismatch"}'),
    )
    expect(await predict(url)).toMatchObject({ kind: 'problem', problem: { cause: 'Feature shape mismatch' } })
  })
  it('whose answers are no number and no class are explained', async () => {
    const url = await urlThat((_, response) => response.writeHead(200).end('a picture of a cat, or so'))
    expect(await predict(url)).toMatchObject({
      kind: 'problem',
      problem: { title: 'The answers are no class and no number.' },
    })
  })
  it('stop where nobody wants them any more', async () => {
    const controller = new AbortController()
    const url = await urlThat(() => controller.abort())
    expect(await predict(url, { signal: controller.signal })).toBeUndefined()
  })
})
