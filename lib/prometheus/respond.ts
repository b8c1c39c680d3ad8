/** Answers a collector that reads `/metrics`, on whichever port. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Exposition } from './place'

export interface MetricsResponse {
  status: 200 | 401 | 404
  headers: Record<string, string>
  body: string
}

const plain = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }

/** @param token what the collector has to show; undefined on a port that only it reaches */
export async function respondMetrics(
  exposition: Exposition | undefined,
  token: string | undefined,
  authorization: string | undefined,
): Promise<MetricsResponse> {
  if (!exposition)
    return { status: 404, headers: plain, body: 'Metrics are off. METRICS_PORT or METRICS_TOKEN switches them on.\n' }
  if (token !== undefined && !isSame(tokenOf(authorization), token))
    return {
      status: 401,
      headers: { ...plain, 'www-authenticate': 'Bearer' },
      body: 'Send the token of METRICS_TOKEN: Authorization: Bearer …\n',
    }
  const body = await exposition.text()
  return { status: 200, headers: { ...plain, 'content-type': exposition.contentType }, body }
}

/** The scheme is in any case. https://www.rfc-editor.org/rfc/rfc9110#section-11.1 */
const tokenOf = (authorization = ''): string =>
  authorization.slice(0, 7).toLowerCase() === 'bearer ' ? authorization.slice(7).trim() : ''

/** Takes as long for each text, whatever it has in common with the right one. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digestOf(one), digestOf(other))
const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()
