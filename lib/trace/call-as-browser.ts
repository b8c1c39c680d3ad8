/** What a page of the console's origin would meet in a browser: the answer's CORS headers, the preflight, a gateway error. */
import { type CorsResponse, corsProblem, corsReport } from './cors'
import type { HopResult } from './types'

interface BrowserTest {
  /** Rebuilt from AWS's own answers. */
  url: string
  origin: string
  /** The answer to the request itself, if it was sent with this origin. */
  response?: CorsResponse
  /** Only of an API of our own does an unknown path reach nobody. */
  ownsApi: boolean
}

const timeoutMs = 15_000

export async function callAsBrowser(fetchUrl: typeof fetch, test: BrowserTest): Promise<HopResult> {
  const { url, origin, response, ownsApi } = test
  const start = performance.now()
  const at = new Date().toISOString()
  const send = async (target: string, method: string, headers: Record<string, string>): Promise<CorsResponse> => {
    const response = await fetchUrl(target, {
      method,
      headers: { origin, ...headers },
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    return { status: response.status, headers: Object.fromEntries(response.headers) }
  }
  const [preflight, gatewayError] = await Promise.all([
    send(url, 'OPTIONS', {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    }),
    // The gateway answers this one by itself, so it costs nothing.
    ownsApi ? send(`${url}/portico-no-such-path`, 'GET', {}) : undefined,
  ])
  const responses = { response, preflight, gatewayError }
  const problem = corsProblem(origin, responses)
  const latencyMs = Math.round(performance.now() - start)
  return {
    request: { call: `OPTIONS ${new URL(url).pathname}\norigin: ${origin}`, body: '' },
    at,
    healthy: problem === undefined,
    status: preflight.status,
    headers: Object.fromEntries(
      Object.entries(preflight.headers).filter(([name]) => name.startsWith('access-control-')),
    ),
    body: corsReport(responses),
    latencyMs,
    shares: [],
    problem,
  }
}
