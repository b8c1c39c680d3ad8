/**
 * Says whether a browser page of some origin could read the answers of a URL, by the rules that browsers follow.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export interface CorsResponse {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
}

export interface CorsResponses {
  /** The request itself, with its Origin; absent if it was not sent. */
  response?: CorsResponse
  preflight: CorsResponse
  /** An error that the gateway writes by itself. */
  gatewayError?: CorsResponse
}

const allowed = ({ headers }: CorsResponse, origin: string): boolean =>
  headers['access-control-allow-origin'] === '*' || headers['access-control-allow-origin'] === origin

const lists = (header: string | undefined, wanted: string): boolean =>
  (header ?? '').split(',').some((one) => one.trim() === '*' || one.trim().toLowerCase() === wanted)

/** The first thing that a browser would stumble over, in a sentence. */
export function corsProblem(origin: string, { response, preflight, gatewayError }: CorsResponses): string | undefined {
  if (response && !allowed(response, origin)) {
    return `The response has no Access-Control-Allow-Origin for ${origin}: a browser hides it.`
  }
  if (preflight.status < 200 || preflight.status > 299) {
    return `The preflight is answered ${preflight.status}: a browser then sends no POST of JSON.`
  }
  if (!allowed(preflight, origin))
    return `The preflight does not allow ${origin}: a browser then sends no POST of JSON.`
  if (!lists(preflight.headers['access-control-allow-methods'], 'post')) return 'The preflight does not allow POST.'
  if (!lists(preflight.headers['access-control-allow-headers'], 'content-type')) {
    return 'The preflight does not allow the header Content-Type.'
  }
  if (gatewayError && !allowed(gatewayError, origin)) {
    return `The gateway’s own errors have no Access-Control-Allow-Origin: a browser shows a CORS error for every failure.`
  }
  return undefined
}

export function corsReport({ response, preflight, gatewayError }: CorsResponses): string {
  const line = (name: string, { status, headers }: CorsResponse) =>
    `${name}: ${status}, allow-origin ${headers['access-control-allow-origin'] ?? 'missing'}`
  return [
    ...(response ? [line('Answer', response)] : []),
    `${line('Preflight', preflight)}, methods ${preflight.headers['access-control-allow-methods'] ?? 'missing'}`,
    ...(gatewayError ? [line('Gateway error', gatewayError)] : []),
  ].join('\n')
}
