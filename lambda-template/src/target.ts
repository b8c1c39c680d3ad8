/**
 * Which part of the endpoint answers, from the environment and, where the deploy allows the caller to choose a model, the query.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 */
import type { Environment } from './environment'
import type { Failure } from './errors'
import type { ProxyEvent } from './event'

export interface Target {
  variant?: string
  component?: string
  /** The models of a multi-model endpoint; the first is called unless the caller names another. */
  models: string[]
  /** The query parameter by which callers choose; absent where they cannot. */
  modelParameter?: string
  asynchronous?: AsyncTarget
}

/** The query parameter that names a job of an asynchronous endpoint. */
export const jobParameter = 'job'

export interface AsyncTarget {
  /** `s3://bucket/prefix/`: requests, and a record of each job. */
  input: string
  /** How long the model can take, in seconds. */
  timeoutSeconds: number
}

export function readTarget(env: Environment): Target {
  return {
    variant: env.TARGET_VARIANT,
    component: env.INFERENCE_COMPONENT,
    models: (env.TARGET_MODELS ?? '').split(',').filter(Boolean),
    modelParameter: env.MODEL_PARAMETER,
    asynchronous: env.ASYNC_INPUT
      ? { input: env.ASYNC_INPUT, timeoutSeconds: Number(env.ASYNC_TIMEOUT_SECONDS) || 900 }
      : undefined,
  }
}

type Targeted = { ok: true; headers: Record<string, string> } | { ok: false; failure: Failure }

export function targetHeaders(target: Target, { query }: Pick<ProxyEvent, 'query'>): Targeted {
  const { variant, component, models, modelParameter } = target
  const wanted = modelParameter === undefined ? undefined : query[modelParameter]
  const model = wanted?.[0] ?? models[0]
  if (wanted && (wanted.length > 1 || !models.includes(wanted[0] ?? ''))) {
    const message = `?${modelParameter}= takes one of these models: ${models.join(', ')}.`
    return { ok: false, failure: { status: 400, code: 'unknown_model', message } }
  }
  return {
    ok: true,
    headers: {
      ...(variant ? { 'X-Amzn-SageMaker-Target-Variant': variant } : {}),
      ...(component ? { 'X-Amzn-SageMaker-Inference-Component': component } : {}),
      ...(model ? { 'X-Amzn-SageMaker-Target-Model': model } : {}),
    },
  }
}
