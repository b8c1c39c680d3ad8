/** The deployed function: a proxy event comes, the model is asked, its answer goes back as it is. Never throws. */
import { answerTooLarge, type Failure, internal } from './errors'
import { type ProxyEvent, readEvent } from './event'
import { invoke } from './invoke'
import { readAccept, readRequest } from './request'
import { corsHeaders, failureAnswer, jsonAnswer, modelAnswer, type ProxyResponse, preflight } from './respond'
import { readSettings, type Settings } from './settings'

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export interface LambdaContext {
  awsRequestId?: string
  getRemainingTimeInMillis?: () => number
}

/** Time kept back to write the answer before Lambda ends the process. */
const answerReserveMs = 500
/** Where nothing says how long there is: below the 29 s of the gateway. */
const defaultDeadlineMs = 28_000

interface Outcome {
  response: ProxyResponse
  code: string
  modelMs?: number
  rows?: number
}

export async function handler(event: unknown, context: LambdaContext = {}): Promise<ProxyResponse> {
  const start = performance.now()
  const settings = readSettings(process.env)
  const proxyEvent = readEvent(event)
  const requestId = proxyEvent?.requestId ?? context.awsRequestId ?? ''
  const { response, code, modelMs, rows } = await answer(proxyEvent, settings, context, requestId)
  const handlerMs = performance.now() - start - (modelMs ?? 0)
  // One line a request, and never a value that a caller sent or a model answered.
  console.log(
    JSON.stringify({
      requestId,
      status: response.statusCode,
      code,
      modelMs: modelMs === undefined ? undefined : Math.round(modelMs),
      rows,
    }),
  )
  return {
    ...response,
    headers: {
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Server-Timing': `${modelMs === undefined ? '' : `model;dur=${Math.round(modelMs)}, `}handler;dur=${Math.round(handlerMs)}`,
      ...corsHeaders(proxyEvent?.headers.origin, settings.allowedOrigins),
      ...response.headers,
    },
  }
}

async function answer(
  event: ProxyEvent | undefined,
  settings: Settings,
  context: LambdaContext,
  requestId: string,
): Promise<Outcome> {
  const failed = (failure: Failure, more: Pick<Outcome, 'modelMs' | 'rows'> = {}): Outcome => ({
    response: failureAnswer(failure, requestId),
    code: failure.code,
    ...more,
  })
  try {
    if (!event) {
      const message = 'The function was not called with the event of an API Gateway proxy integration.'
      return failed({ status: 400, code: 'malformed_event', message })
    }
    if (event.method === 'OPTIONS') return { response: preflight(), code: 'preflight' }
    if (event.headers['x-portico-probe'] === '1') return { response: probe(settings), code: 'probe' }
    const read = readRequest(event, settings.queryParameter)
    if (!read.ok) return failed(read.failure)
    const request = { ...read.request, accept: readAccept(event.headers.accept) }
    const asked = performance.now()
    const invoked = await invoke(request, settings.endpointName, deadlineOf(settings, context), process.env)
    const facts = { modelMs: performance.now() - asked, rows: request.rows }
    if (!invoked.ok) return failed(invoked.failure, facts)
    const response = modelAnswer(invoked.answer)
    return response ? { response, code: 'ok', ...facts } : failed(answerTooLarge, facts)
  } catch (error) {
    console.error(JSON.stringify({ requestId, error: error instanceof Error ? error.stack : String(error) }))
    return failed(internal)
  }
}

/** Proves gateway, permission and function to a deploy without asking the model. */
const probe = ({ functionVersion, endpointName }: Settings): ProxyResponse =>
  jsonAnswer(200, { portico: 'probe', functionVersion, endpointName })

function deadlineOf({ modelTimeoutMs }: Settings, context: LambdaContext): number {
  const remainingMs = context.getRemainingTimeInMillis?.()
  const untilEnd = remainingMs === undefined ? defaultDeadlineMs : remainingMs - answerReserveMs
  return Math.min(modelTimeoutMs ?? untilEnd, untilEnd)
}
