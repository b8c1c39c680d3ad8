/**
 * The server's entrance: what stands before Next sees a request, since Next answers some requests with a bare 500, and keeps
 * an X-Forwarded-For that the client wrote. `completeStandalone` copies it beside Next's own server.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import http from 'node:http'

/** All that the console's routes know. */
const methods = ['GET', 'HEAD', 'OPTIONS', 'POST']

/** What the entrance and the console know of the request that is answered; lib/running/request-notes.ts reads it. */
const requests = new AsyncLocalStorage()
globalThis.portico ??= new Map()
globalThis.portico.set('request', requests)

/** @param {import('node:http').IncomingMessage} request */
function refusalOf({ method = '', url = '' }) {
  if (!methods.includes(method))
    return { status: 405, message: `This server does not take ${method}.`, headers: { allow: methods.join(', ') } }
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
  } catch {
    return { status: 400, message: 'The path of the address is not percent-encoded UTF-8.', headers: {} }
  }
}

/** Without a proxy before it the caller's address is the socket's, whatever the client wrote. Answers whether it wrote one. */
function setCaller(request, trustedProxies) {
  const wrote = request.headers['x-forwarded-for'] !== undefined
  if (trustedProxies > 0) return false
  request.headers['x-forwarded-for'] = request.socket.remoteAddress ?? ''
  return wrote
}

/** A page can set its status, which Next leaves at 200. */
function writeStatus(response, state) {
  const { writeHead } = response
  response.writeHead = (status, ...rest) =>
    writeHead.call(response, status === 200 ? (state.status ?? 200) : status, ...rest)
}

const unreadableBody = 'The body of this request cannot be read, and nothing was done. Reload the page and try again.\n'

/**
 * Next answers 500 if it cannot read the body of a server action. No action began, so the request is at fault. Next's code
 * in the browser shows a plain text as the reason. A fault of the proxy has another reason.
 * @param {import('node:http').ServerResponse} response
 */
function blameTheBody(response, state) {
  const { writeHead, write, end } = response
  let blamed = false
  const blame = (status) => {
    if (blamed || response.headersSent || status !== 500 || state.proxyFailed || state.actionBegan) return blamed
    blamed = true
    for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) response.removeHeader(name)
    response.statusCode = 400
    response.setHeader('content-type', 'text/plain; charset=utf-8')
    end.call(response, unreadableBody)
    return true
  }
  response.writeHead = (status, ...rest) =>
    status === 500 && blame(status) ? response : writeHead.call(response, status, ...rest)
  response.write = (...args) => blame(response.statusCode) || write.apply(response, args)
  response.end = (...args) => (blame(response.statusCode) ? response : end.apply(response, args))
}

/** A browser that reloads a page wants no answer of before. https://www.rfc-editor.org/rfc/rfc9111#section-5.2.1 */
const isReload = ({ headers }) => /\b(no-cache|max-age=0)\b/.test(headers['cache-control'] ?? '')

/** Fields of a form call an action too, before the page's script runs. */
const callsAction = ({ method, url, headers }) =>
  method === 'POST' &&
  !url.startsWith('/api/') &&
  (headers['next-action'] !== undefined || headers['content-type']?.startsWith('multipart/') === true)

/** Reports how long the answer took, to its last byte, if somebody measures (lib/measures.ts). */
function measure({ method = '', url = '' }, response, routeOf) {
  const begunAt = performance.now()
  response.once('close', () => {
    globalThis.portico.get('measures')?.taker?.request({
      method: methods.includes(method) ? method : 'other',
      route: routeOf(url),
      status: response.headersSent ? response.statusCode : undefined,
      seconds: (performance.now() - begunAt) / 1000,
    })
  })
}

/**
 * @param {import('node:http').RequestListener} next
 * @param {Record<string, string | undefined>} env
 * @param {(url: string) => string} routeOf names the route of an address
 * @returns {import('node:http').RequestListener}
 */
export const entrance =
  (next, env = process.env, routeOf = () => 'unknown') =>
  (request, response) => {
    measure(request, response, routeOf)
    const refused = refusalOf(request)
    if (refused) {
      const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
      response.writeHead(refused.status, { ...headers, ...refused.headers }).end(`${refused.message}\n`)
      return
    }
    // Read for each request, as Next reads .env files later than this module.
    const state = {
      forwardedForDropped: setCaller(request, Number(env.TRUSTED_PROXIES || 0)),
      proxyFailed: false,
      actionBegan: false,
      readsSince: isReload(request) ? Date.now() : undefined,
      acceptLanguage: request.headers['accept-language'],
    }
    writeStatus(response, state)
    if (callsAction(request)) blameTheBody(response, state)
    return requests.run(state, () => next(request, response))
  }

/**
 * Next makes its server itself, by this function of Node's.
 * @param {(url: string) => string} routeOf
 */
export function stand(routeOf) {
  const { createServer } = http
  http.createServer = (...args) =>
    createServer(...args.map((one) => (typeof one === 'function' ? entrance(one, process.env, routeOf) : one)))
}
