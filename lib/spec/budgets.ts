/**
 * The three clocks of one request: SageMaker's of the model, Lambda's of the function, the gateway's of the integration.
 * Whichever ends first answers. The function's is chosen, and the gateway's follows from it. Pure.
 */
import type { EndpointKind } from './route-parts/endpoint'
import type { Target } from './route-parts/target'

/** Limits an answer that comes as a whole, in every account: the function's default ends just before it. */
export const gatewaySeconds = 29
/** What SageMaker gives a model for a whole answer. */
export const modelSeconds = 60
const streamModelSeconds = 8 * 60
const lambdaSeconds = 900
const streamGatewaySeconds = 900

/** The function's deadline where nobody chose one. */
export const autoSeconds = (streaming: boolean): number => (streaming ? 300 : 28)

/** 29 s, a second more than the function where that has more, and 15 minutes of an answer that is streamed. */
export function gatewayTimeoutMs(timeoutSeconds: number, streaming: boolean): number {
  if (streaming) return streamGatewaySeconds * 1000
  return (timeoutSeconds > gatewaySeconds ? timeoutSeconds + 1 : gatewaySeconds) * 1000
}

/** Says whether the account's quota has to be raised before this can be deployed. */
export const needsQuota = ({ timeoutSeconds, streaming }: Pick<Waits, 'timeoutSeconds' | 'streaming'>): boolean =>
  !streaming && timeoutSeconds > gatewaySeconds

export interface Waits {
  kind: EndpointKind
  timeoutSeconds: number
  streaming: boolean
  target?: Target
  /** Set if no function waits in between. */
  integration?: { kind: 'direct' | 'http' }
}

export interface Budget {
  hop: 'Model' | 'Lambda function' | 'API Gateway'
  seconds: number
  /** What the hop allows at most. */
  mostSeconds: number
  fact: string
  /** Says whether this clock ends a caller's wait. */
  decides: boolean
  /** The page of AWS's documentation that says so. */
  source: string
}

const docs = 'https://docs.aws.amazon.com'

/**
 * Lists the limits of one request in seconds, from the model to the gateway, and which of them decides. Without a function
 * Lambda's is absent, and for an address SageMaker's too.
 */
export function budgetsOf(waits: Waits): Budget[] {
  const { integration } = waits
  const budgets = [
    ...(integration?.kind === 'http' ? [] : [modelBudget(waits)]),
    ...(integration ? [] : [lambdaBudget(waits)]),
    gatewayBudget(waits),
  ]
  const least = Math.min(...budgets.map(({ seconds }) => seconds))
  // An asynchronous endpoint has only the model's limit.
  const later = waits.target?.kind === 'async'
  return budgets.map((budget) => ({
    ...budget,
    decides: later ? budget.hop === 'Model' : budget.seconds === least,
  }))
}

type Clock = Omit<Budget, 'decides'>

function modelBudget({ kind, streaming, target }: Waits): Clock {
  const hop = 'Model' as const
  if (target?.kind === 'async')
    return {
      hop,
      seconds: target.timeoutSeconds,
      mostSeconds: 3_600,
      fact: 'Works on while nobody waits: 15 minutes unless chosen otherwise, an hour at most.',
      source: `${docs}/sagemaker/latest/dg/async-inference.html`,
    }
  if (streaming)
    return {
      hop,
      seconds: streamModelSeconds,
      mostSeconds: streamModelSeconds,
      fact: 'A model that streams has 8 minutes for its whole answer.',
      source: `${docs}/sagemaker/latest/dg/realtime-endpoints-test-endpoints.html`,
    }
  const cold = kind === 'Serverless'
  return {
    hop,
    seconds: modelSeconds,
    mostSeconds: modelSeconds,
    fact: cold
      ? '60 s, its cold start among them: a serverless endpoint that nobody called for a while starts first.'
      : 'SageMaker gives a model 60 s.',
    source: cold
      ? `${docs}/sagemaker/latest/dg/serverless-endpoints.html`
      : `${docs}/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html`,
  }
}

function lambdaBudget({ timeoutSeconds, target }: Waits): Clock {
  return {
    hop: 'Lambda function',
    seconds: timeoutSeconds,
    mostSeconds: lambdaSeconds,
    fact:
      target?.kind === 'async'
        ? 'Hands a request on and looks for its answer; it never waits for the model.'
        : 'Billed while it waits for the model.',
    source: `${docs}/lambda/latest/dg/configuration-timeout.html`,
  }
}

function gatewayBudget({ timeoutSeconds, streaming }: Waits): Clock {
  const seconds = gatewayTimeoutMs(timeoutSeconds, streaming) / 1000
  const hop = 'API Gateway' as const
  if (streaming)
    return {
      hop,
      seconds,
      mostSeconds: streamGatewaySeconds,
      fact: 'A streamed answer can take 15 minutes.',
      source: `${docs}/apigateway/latest/developerguide/response-transfer-mode.html`,
    }
  return {
    hop,
    seconds,
    mostSeconds: Math.max(seconds, gatewaySeconds),
    fact: needsQuota({ timeoutSeconds, streaming })
      ? `More than the 29 s of every account: its quota has to be raised first.`
      : 'Waits 29 s for a whole answer, in every account.',
    source: `${docs}/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html`,
  }
}
