/**
 * One event through each hop by itself. The hops are called one after the other, so that none of them disturbs another's
 * times; where the model alone takes seconds, the rest go side by side.
 */

import type { AwsClients } from '../aws/client/create-clients'
import { isExpected, toFailure } from '../errors'
import { factsOf } from '../errors/facts'
import { countModel, countThrottled } from '../own-calls/count'
import { OwnCalls } from '../own-calls/own-calls'
import type { Access } from '../spec/api-parts/access'
import { aliasName } from '../spec/names'
import { isStreaming, servingEndpoint } from '../spec/route'
import type { WiringTarget } from '../spec/spec'
import { behindOf, ownPlaceOf } from '../wiring/prove/call-url'
import { readWhole, type WholeWiring, type WiringView } from '../wiring/read/current'
import type { WiringContext } from '../wiring/run/context'
import type { Desired } from '../wiring/state/desired'
import { callAsBrowser } from './call-as-browser'
import { callAsCaller } from './call-as-caller'
import { diagnose } from './diagnose'
import type { WiringFacts } from './facts'
import { functionErrorHeader, testEndpoint, testFunction, testMethod } from './hops'
import { modelCallOf, testableBody } from './model-call'
import { type EventRequest, type ProxyEvent, queryText, requestOf } from './proxy-event'
import { readFacts } from './read-facts'
import { type HopId, type HopOutcome, type HopResult, hopIds, type TraceEvent } from './types'

export type TraceContext = Pick<WiringContext, 'clients' | 'target' | 'consoleOrigin' | 'invokeUrlTemplate' | 'fetch'>

/** Slower than that, the hops behind are called side by side. */
const slowMs = 3_000

/** @param hops which of them; all unless given */
export async function* runTrace(
  context: TraceContext,
  endpointName: string,
  event: ProxyEvent,
  hops: readonly HopId[] = hopIds,
): AsyncGenerator<TraceEvent> {
  const whole = await readWhole(context, endpointName)
  const facts = await readFacts(context, endpointName, whole)
  const ownCalls = new OwnCalls()
  const hopCalls = hopCallsOf(context, whole, facts, event, hopCounter(ownCalls, context.target, whole, event))
  const outcomes: Partial<Record<HopId, HopOutcome>> = {}
  const keep = (outcome: HopOutcome): TraceEvent => {
    outcomes[outcome.hop] = outcome
    return { type: 'hop', outcome }
  }
  // What a browser makes of the answer needs the answer.
  const order = hopIds.filter((hop) => hop !== 'browser').filter((hop) => hops.includes(hop))
  try {
    for (let next = order.shift(); next; next = order.shift()) {
      yield { type: 'calling', hop: next }
      const outcome = await hopCalls[next]()
      yield keep(outcome)
      if ('result' in outcome && outcome.result.latencyMs > slowMs) {
        const rest = order.splice(0)
        for (const hop of rest) yield { type: 'calling', hop }
        for await (const one of asTheyEnd(rest.map((hop) => hopCalls[hop]()))) yield keep(one)
      }
    }
    if (hops.includes('browser')) {
      yield { type: 'calling', hop: 'browser' }
      yield keep(await hopCalls.browser(outcomes.url))
    }
    yield { type: 'ended', diagnosis: diagnose(outcomes, facts) }
  } finally {
    // Also if the tab was closed meanwhile.
    await ownCalls.put(context)
  }
}

interface CountHop {
  (hop: HopId, result: HopResult): HopResult
  /** Counts what AWS refused before the hop could answer. */
  refused: (error: unknown) => void
}

/** Counts the call that a hop's result came from, wherever it arrived. */
function hopCounter(
  ownCalls: OwnCalls,
  target: WiringTarget,
  { desired, view }: WholeWiring,
  event: ProxyEvent,
): CountHop {
  if (!desired) return Object.assign((_: HopId, result: HopResult) => result, { refused: () => {} })
  const place = ownPlaceOf(desired.spec, desired.route, target, view.restApiId)
  const behind = behindOf(desired)
  const count = (hop: HopId, result: HopResult) => {
    const { status, headers, body } = result
    const [serverTiming, errorType] = [headers['server-timing'], headers['x-amzn-errortype']]
    const functionError = hop === 'function' && functionErrorHeader in headers
    const said = { method: event.httpMethod, status, body, serverTiming, errorType, functionError }
    if (hop === 'endpoint') ownCalls.add(place, countModel(status))
    else if (hop === 'url') ownCalls.call(place, said, behind)
    else if (hop === 'browser') ownCalls.add(place, browserCounts(desired))
    else ownCalls.behind(place, said, behind)
    return result
  }
  return Object.assign(count, { refused: (error: unknown) => ownCalls.add(place, countThrottled(error)) })
}

/** The preflight, and of an API of our own the path that it does not have. */
const browserCounts = ({ spec }: Desired) => (spec.adopted ? { requests: 1 } : { requests: 2, refused: 1 })

async function* asTheyEnd<T>(work: Promise<T>[]): AsyncGenerator<T> {
  const left = new Map(work.map((one, index) => [index, one.then((value) => ({ index, value }))]))
  while (left.size > 0) {
    const { index, value } = await Promise.race(left.values())
    left.delete(index)
    yield value
  }
}

type HopCalls = Record<Exclude<HopId, 'browser'>, () => Promise<HopOutcome>> & {
  browser: (url: HopOutcome | undefined) => Promise<HopOutcome>
}

function hopCallsOf(
  context: TraceContext,
  { view, desired }: WholeWiring,
  facts: WiringFacts,
  event: ProxyEvent,
  count: CountHop,
): HopCalls {
  const { clients } = context
  const request = requestOf(event)
  const { spec, route, functionName, invokeUrl } = view
  const skipped = (hop: HopId, why: string): HopOutcome => ({ hop, state: 'skipped', why })
  const notDeployed = 'There is no public API yet: deploy one to test this hop.'
  return {
    endpoint: async () => {
      if (route?.integration?.kind === 'http')
        return skipped('endpoint', `${route.integration.url} answers this URL, and SageMaker is not called.`)
      // Without a function bodies reach the model as they are.
      const form = route?.integration ? 'raw' : route?.request.form
      const call = modelCallOf(request, route?.queryParameter ?? 'data', form)
      if ('ends' in call) return skipped('endpoint', call.ends)
      if (route?.target?.kind === 'async')
        return skipped('endpoint', 'It takes requests by way of S3 only; the function hands them on.')
      const accept = call.accept ?? route?.response.accept
      const name = facts.endpoint?.name ?? (route ? servingEndpoint(route) : facts.endpointName)
      return attemptHop('endpoint', `InvokeEndpoint ${name}`, async () =>
        count('endpoint', await testEndpoint(clients, { endpointName: name, target: route?.target, ...call, accept })),
      )
    },
    function: async () => {
      if (view.state === 'none') return skipped('function', notDeployed)
      if (route?.integration) return skipped('function', noFunction[route.integration.kind])
      if (!functionName) return absent('function', 'Invoke', `There is no function of ${facts.endpointName}.`)
      return attemptHop('function', `Invoke ${functionName}:${aliasName}`, async () => {
        const called = testFunction(clients, functionName, aliasName, JSON.stringify(event))
        called.catch(count.refused)
        return count('function', await called)
      })
    },
    method: async () =>
      view.state === 'none' ? skipped('method', notDeployed) : traceMethod(clients, view, request, count),
    url: async () => {
      if (view.state === 'none') return skipped('url', notDeployed)
      if (!invokeUrl) return absent('url', 'GET', 'There is no public API: its REST API is gone.')
      const url = withQuery(invokeUrl, request)
      let keptOut: string | undefined
      const outcome = await attemptHop('url', `${request.method} ${url}`, async () => {
        const called = await callAsCaller(context, desired, url, request)
        keptOut = called.keptOut
        return count('url', called.result)
      })
      return keptOut ? skipped('url', `${keptOut}. ${letIn[spec?.access.kind ?? 'open']}`) : outcome
    },
    browser: async (url) => {
      if (view.state === 'none') return skipped('browser', notDeployed)
      if (!invokeUrl) return skipped('browser', 'There is no URL that a browser could call.')
      if (url?.state === 'skipped' && spec && spec.allowedIps.length > 0) return { ...url, hop: 'browser' }
      const outcome = url && 'result' in url && url.result.status > 0 ? url.result : undefined
      return attemptHop('browser', `OPTIONS ${invokeUrl}`, async () => {
        const result = await callAsBrowser(context.fetch, {
          url: invokeUrl,
          origin: context.consoleOrigin,
          // A preflight is answered below; the answer to the request itself is what counts here.
          response: request.method === 'OPTIONS' ? undefined : outcome,
          ownsApi: spec !== undefined && !spec.adopted,
        })
        return count('browser', result)
      })
    },
  }
}

/** How a person gets past the door all the same. */
const letIn: Record<Access['kind'], string> = {
  open: 'Call it from an address of the list.',
  key: 'Call it from an address of the list.',
  iam: 'Give the console’s role execute-api:Invoke to call it from here.',
  cognito: 'Put a token of the pool into the event’s header Authorization to go through.',
}

const noFunction = {
  direct: 'There is no function in between: the gateway calls SageMaker itself, with the role of this URL.',
  http: 'There is no function in between: the gateway sends each request to an address and returns its answer.',
}

const withQuery = (url: string, request: EventRequest): string =>
  request.query.length === 0 ? url : `${url}?${queryText(request)}`

async function traceMethod(
  clients: AwsClients,
  view: WiringView,
  request: EventRequest,
  count: CountHop,
): Promise<HopOutcome> {
  const { restApiId, resourceId, resourcePath, spec, route } = view
  const call = `TestInvokeMethod ${request.method} /${resourcePath ?? ''}`
  if (!restApiId || !resourcePath) return absent('method', call, 'There is no REST API of this endpoint.')
  if (!resourceId) return absent('method', call, `API ${restApiId} has no resource /${resourcePath}.`)
  // CSV is not sent as the JSON that means the same to a function only.
  const body = route?.integration && !isJsonOrNone(request) ? undefined : testableBody(request)
  if (body === undefined) {
    return {
      hop: 'method',
      state: 'skipped',
      why: 'TestInvokeMethod sends JSON only, and this body is something else: the public API is called below.',
    }
  }
  const { 'content-type': _, ...headers } = request.headers
  return attemptHop('method', call, async () => {
    const tested = await testMethod(clients, {
      restApiId,
      resourceId,
      httpMethod: request.method,
      pathWithQueryString: withQuery(`/${resourcePath}`, request),
      headers,
      body,
      stageVariables: spec && route && isStreaming(route, spec) ? { transferMode: 'STREAM' } : undefined,
    })
    const result = count('method', tested)
    // What the gateway waited for was no function.
    const behind = route?.integration && { direct: 'model', http: 'address' }[route.integration.kind]
    const shares = result.shares.map((one) => (behind && one.name === 'Lambda' ? { ...one, name: behind } : one))
    return { ...result, shares }
  })
}

const isJsonOrNone = ({ body, headers }: EventRequest): boolean =>
  body === undefined || /^application\/json\b/i.test(headers['content-type'] ?? '')

const stateOf = (result: HopResult) => (result.healthy ? 'answered' : 'broken')

/** AWS's refusal is an answer too, unless it is the console that is not allowed to call. */
async function attemptHop(hop: HopId, call: string, send: () => Promise<HopResult>): Promise<HopOutcome> {
  const start = performance.now()
  try {
    const result = await send()
    return { hop, state: stateOf(result), result }
  } catch (error) {
    const known = factsOf(error)
    if (!isExpected(error) || !known) throw error
    if (/^(AccessDenied|AccessDeniedException|UnauthorizedException|CredentialsProviderError)$/.test(known.name)) {
      return { hop, state: 'denied', failure: toFailure(error, { subject: call }) }
    }
    return broken(hop, call, `${known.name}: ${known.message}`, {
      status: known.status ?? 0,
      latencyMs: Math.round(performance.now() - start),
      error: { name: known.name, message: known.message },
      requestId: known.requestId,
    })
  }
}

const absent = (hop: HopId, call: string, problem: string): HopOutcome =>
  broken(hop, call, problem, { status: 404, error: { name: 'NotFoundException', message: problem } })

function broken(hop: HopId, call: string, problem: string, more: Partial<HopResult>): HopOutcome {
  const result: HopResult = {
    request: { call, body: '' },
    healthy: false,
    status: 0,
    headers: {},
    body: '',
    latencyMs: 0,
    shares: [],
    at: new Date().toISOString(),
    problem,
    ...more,
  }
  return { hop, state: 'broken', result }
}
