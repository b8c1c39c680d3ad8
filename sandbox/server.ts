/** The sandbox's one port: AWS's control planes, the invoke URLs, and a few routes of its own under `/_sandbox/`. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Accounts } from './accounts'
import { plainAddress } from './data-plane/access/addresses'
import { handleInvokeUrl } from './data-plane/handle'
import type { InvokeUrlResponse } from './data-plane/types'
import { type CallRecord, type Dispatcher, dispatch } from './kernel/dispatch'
import { faultsSchema } from './kernel/faults'
import type { World } from './kernel/types'
import { savedAccountSchema } from './saved-account'
import { integrationTimeoutQuota } from './services/apigateway/limits'
import { importDropsOf, importDropsSchema } from './services/apigateway/openapi/import-drops'
import { undocumentedOf, undocumentedSchema } from './services/apigateway/undocumented'
import { wellKnown } from './services/cognito-idp/pools'
import { iamState } from './services/iam/state'
import { codeDownload } from './services/lambda/code'
import { logsState } from './services/logs/state'

interface Parts extends Dispatcher {
  accounts: Accounts
  onCall?: (record: CallRecord) => void
}

/** Raises limits like AWS's support: for an account in a region. */
const quotasSchema = z.object({ region: z.string(), integrationTimeoutMs: z.int().positive() })

/**
 * A client that sends `report` here is answered 504 with `lost` here, where AWS would never answer: it then need not find that
 * out by a clock of its own, which a busy machine makes run out on other calls too.
 */
const silenceHeader = 'x-sandbox-silence'

/** Beyond any limit that AWS states, so that the services answer 413 themselves. */
const maxBodyBytes = 96 * 1024 * 1024

export function createSandboxServer(parts: Parts): Server {
  const server = createServer((request, response) => {
    // AWS does not state when it closes an idle connection; Node would.
    if (request.headers.connection !== 'close') response.setHeader('connection', 'keep-alive')
    handle(parts, request, response).catch((error) => {
      console.error(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  server.keepAliveTimeout = 30_000
  return server
}

async function handle(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '/', ...rest] = (request.url ?? '/').split('?')
  const rawQuery = rest.join('?')
  const body = await readBody(request)
  const signal = goneSignal(response)
  const invoke = path.match(/^\/_aws\/execute-api\/([a-z0-9]+)\/([^/]+)(\/.*)?$/)
  if (invoke) {
    const [, restApiId = '', stage = '', rawPath = '/'] = invoke
    const reply = await handleInvokeUrl(parts.world, {
      restApiId,
      stage,
      rawPath,
      signedPath: path,
      rawQuery,
      method: request.method ?? 'GET',
      headers: pairs(request.rawHeaders),
      body,
      sourceIp: plainAddress(request.socket.remoteAddress ?? '127.0.0.1'),
      signal,
    })
    response.writeHead(reply.status, { ...lengthOf(reply), ...grouped(reply.headers) })
    if (request.method === 'HEAD') response.end()
    else await sendBody(response, reply.body, signal)
    return
  }
  if (path.startsWith('/_sandbox/')) {
    await ownRoute(parts, request.method ?? 'GET', path, body, response)
    return
  }
  const known = request.method === 'GET' ? await wellKnown(parts.world, path) : undefined
  if (known) {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(known))
    return
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  )
  const { latencyMs } = parts.world.options
  if (latencyMs > 0) await parts.world.clock.wait(latencyMs)
  const record = await dispatch(parts, {
    method: request.method ?? 'GET',
    path,
    rawQuery,
    headers,
    body,
    signal,
  })
  if (record.lost === 'reset') return void request.socket.resetAndDestroy()
  if (record.lost === 'silence') {
    if (headers[silenceHeader] === 'report') response.writeHead(504, { [silenceHeader]: 'lost' }).end()
    return
  }
  response.writeHead(record.status, { ...wholeLength(record), ...record.headers })
  const sent = await sendBody(response, record.body, signal, parts.onCall !== undefined)
  parts.onCall?.({ ...record, body: sent })
}

const accountSchema = z.object({
  seed: z.boolean().default(true),
  deny: z.array(z.string()).default([]),
  region: z.string().optional(),
  endpoints: z.array(z.object({ name: z.string(), url: z.string() })).optional(),
  extraEndpoints: z.number().int().nonnegative().optional(),
})

async function ownRoute(
  { world, accounts }: Parts,
  method: string,
  path: string,
  body: Buffer,
  response: ServerResponse,
) {
  const json = (status: number, value: object) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value))
  }
  const input = () => accountSchema.parse(JSON.parse(body.toString('utf8') || '{}'))
  if (method === 'GET' && path === '/_sandbox/health') return json(200, { status: 'ok' })
  if (method === 'POST' && path === '/_sandbox/accounts') {
    return json(200, await accounts.create(input()))
  }
  const keys = path.match(/^\/_sandbox\/accounts\/(\d{12})\/keys$/)
  if (method === 'POST' && keys?.[1]) return json(200, accounts.createKey(keys[1], input().deny))
  const denied = path.match(/^\/_sandbox\/accounts\/(\d{12})\/denied$/)?.[1]
  if (method === 'PUT' && denied) {
    accounts.deny(denied, z.array(z.string()).parse(JSON.parse(body.toString('utf8'))))
    return json(200, {})
  }
  const organized = path.match(/^\/_sandbox\/accounts\/(\d{12})\/organization$/)?.[1]
  if (method === 'PUT' && organized) {
    const patterns = z.array(z.string()).parse(JSON.parse(body.toString('utf8')))
    iamState(world, organized).deniedByOrganization = patterns
    return json(200, {})
  }
  const keyed = path.match(/^\/_sandbox\/accounts\/(\d{12})\/log-keys$/)?.[1]
  if (method === 'PUT' && keyed) {
    const { region, keys } = z
      .object({ region: z.string(), keys: z.array(z.string()) })
      .parse(JSON.parse(body.toString('utf8')))
    logsState(world, { accountId: keyed, region }).usableKeys = keys
    return json(200, {})
  }
  const saved = path.match(/^\/_sandbox\/accounts\/(\d{12})\/state$/)?.[1]
  if (method === 'GET' && saved) return json(200, accounts.save(saved))
  if (method === 'PUT' && saved) {
    const account = savedAccountSchema.parse(JSON.parse(body.toString('utf8')))
    if (account.accountId !== saved) return json(400, { message: `This is the state of account ${account.accountId}` })
    return json(200, accounts.load(account))
  }
  const ended = path.match(/^\/_sandbox\/accounts\/(\d{12})\/sessions$/)?.[1]
  if (method === 'DELETE' && ended) return json(200, { ended: endSessions(world, ended) })
  const passed = path.match(/^\/_sandbox\/accounts\/(\d{12})\/time$/)?.[1]
  if (method === 'POST' && passed) {
    world.clock.pass(passed, z.object({ ms: z.number().nonnegative() }).parse(JSON.parse(body.toString('utf8'))).ms)
    return json(200, {})
  }
  if (method === 'PUT' && passed) {
    world.clock.stop(passed, z.object({ stopped: z.boolean() }).parse(JSON.parse(body.toString('utf8'))).stopped)
    return json(200, {})
  }
  const faults = path.match(/^\/_sandbox\/accounts\/(\d{12})\/faults$/)?.[1]
  if (method === 'PUT' && faults) {
    world.faults.order(faults, faultsSchema.parse(JSON.parse(body.toString('utf8'))))
    return json(200, {})
  }
  if (method === 'GET' && faults) return json(200, { calls: world.faults.calls(faults) })
  const quotas = path.match(/^\/_sandbox\/accounts\/(\d{12})\/quotas$/)?.[1]
  if (method === 'PUT' && quotas) {
    const { region, integrationTimeoutMs } = quotasSchema.parse(JSON.parse(body.toString('utf8')))
    integrationTimeoutQuota({ world, accountId: quotas, region }).ms = integrationTimeoutMs
    return json(200, {})
  }
  const undocumented = path.match(/^\/_sandbox\/accounts\/(\d{12})\/undocumented$/)?.[1]
  if (method === 'PUT' && undocumented) {
    const { region, ...responses } = z
      .object({ region: z.string() })
      .loose()
      .parse(JSON.parse(body.toString('utf8')))
    Object.assign(undocumentedOf({ world, accountId: undocumented, region }), undocumentedSchema.parse(responses))
    return json(200, {})
  }
  const dropping = path.match(/^\/_sandbox\/accounts\/(\d{12})\/import-drops$/)?.[1]
  if (method === 'PUT' && dropping) {
    const { region, ...drops } = z
      .object({ region: z.string() })
      .loose()
      .parse(JSON.parse(body.toString('utf8')))
    Object.assign(importDropsOf({ world, accountId: dropping, region }), importDropsSchema.parse(drops))
    return json(200, {})
  }
  const code = method === 'GET' && path.startsWith('/_sandbox/code/') ? codeDownload(world, path) : undefined
  if (code) {
    response.writeHead(200, { 'content-type': 'application/zip' })
    response.end(code)
    return
  }
  json(404, { message: 'No such route of the sandbox' })
}

/** Ends every session of a role of this account, as if its time were over. */
function endSessions(world: World, accountId: string): number {
  const sessions = [...world.credentials.values()].filter(
    ({ expiresAt, principal }) => expiresAt !== undefined && principal.accountId === accountId,
  )
  for (const session of sessions) session.expiresAt = Date.now() - 1
  return sessions.length
}

/** Aborted where the client left before it had the whole answer. */
function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return gone.signal
}

/**
 * What comes about piece by piece is sent piece by piece; where it breaks off, so does the connection.
 * @param keep whether the pieces are wanted as a whole, too
 */
async function sendBody(
  response: ServerResponse,
  body: Buffer | string | AsyncIterable<Buffer>,
  signal: AbortSignal,
  keep = false,
): Promise<Buffer | string> {
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    response.end(body)
    return body
  }
  const kept: Buffer[] = []
  response.flushHeaders()
  try {
    for await (const chunk of body) {
      if (signal.aborted) break
      if (keep) kept.push(chunk)
      if (!response.write(chunk)) await once(response, 'drain', { signal })
    }
    response.end()
  } catch {
    response.destroy()
  }
  return Buffer.concat(kept)
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= maxBodyBytes) chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function pairs(raw: string[]): [string, string][] {
  const list: [string, string][] = []
  for (let index = 0; index < raw.length; index += 2) list.push([raw[index] ?? '', raw[index + 1] ?? ''])
  return list
}

/** Without it Node would send a whole body in chunks, which AWS does not. */
function wholeLength({ status, body }: { status: number; body: CallRecord['body'] }): Record<string, string> {
  const isWhole = typeof body === 'string' || Buffer.isBuffer(body)
  return isWhole && status !== 204 && status !== 304 ? { 'content-length': String(Buffer.byteLength(body)) } : {}
}

function lengthOf(reply: InvokeUrlResponse): Record<string, string> {
  const isNamed = reply.headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name))
  return isNamed ? {} : wholeLength(reply)
}

function grouped(headers: [string, string][]): Record<string, string | string[]> {
  const result: Record<string, string[]> = {}
  for (const [name, value] of headers) result[name] = [...(result[name] ?? []), value]
  return result
}
