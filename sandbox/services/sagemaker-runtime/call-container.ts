/** What the runtime does with a request before a container sees it, and with a container that refuses, fails or is late. */
import { AwsError } from '../../kernel/errors'
import { inTime } from '../../kernel/in-time'
import type { Call } from '../../kernel/types'
import { type Container, type ContainerResponse, wholeBody } from '../../models/containers/container'
import { accessLine, containerLogGroup, writeContainerLog } from '../sagemaker/container-log'
import { settled, statusOf } from '../sagemaker/settle'
import { type Endpoint, sagemakerState, type Variant } from '../sagemaker/state'
import { meter } from './meter'
import { type RuntimeInput, targetOf, validation } from './target'

const maxBodyBytes = 6_291_456
const maxServerlessBytes = 4 * 1024 * 1024
/** A container answers within 60 s: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html */
const modelTimeoutMs = 60_000
/** A serverless endpoint that nobody called for that long starts again. */
const coolAfterMs = 10 * 60_000
const coldStartMs = 1_200

/** The name must match in case; what was never in service is not known here. */
export function endpointOf(name: string, call: Call): Endpoint {
  const state = sagemakerState(call.world, call)
  const known = state.endpoints.get(name.toLowerCase())
  const endpoint = known && settled(call.world, state, known)
  const serves = endpoint && ['InService', 'Updating'].includes(statusOf(endpoint))
  if (!endpoint || endpoint.name !== name || !serves)
    throw validation(`Endpoint ${name} of account ${call.accountId} not found.`)
  return endpoint
}

export function variantOf(endpoint: Endpoint, wanted: string | undefined, call: Call): Variant {
  const variants = sagemakerState(call.world, call).configs.get(endpoint.configName)?.variants ?? []
  if (wanted) {
    const named = variants.find((variant) => variant.VariantName === wanted)
    if (named) return named
    throw validation(`Variant ${wanted} not found for Endpoint ${endpoint.name} of account ${call.accountId}.`)
  }
  const weightOf = (variant: Variant) => variant.InitialVariantWeight ?? 1
  let left = Math.random() * variants.reduce((sum, variant) => sum + weightOf(variant), 0)
  for (const variant of variants) {
    left -= weightOf(variant)
    if (left < 0) return variant
  }
  throw validation(`Endpoint ${endpoint.name} of account ${call.accountId} has no variant with weight.`)
}

export function modelError(status: number, message: string, endpoint: Endpoint, call: Call): AwsError {
  const group = containerLogGroup(endpoint.name)
  const side = status >= 500 ? 'server' : 'client'
  return new AwsError(
    'ModelError',
    `Received ${side} error (${status}) from primary with message "${message}". See https://${call.region}.console.aws.amazon.com/cloudwatch/home?region=${call.region}#logEventViewer:group=${group} in account ${call.accountId} for more information.`,
    424,
    {
      OriginalMessage: message,
      OriginalStatusCode: status,
      LogStreamArn: `arn:${call.partition}:logs:${call.region}:${call.accountId}:log-group:${group}`,
    },
  )
}

async function warmUp(endpoint: Endpoint, call: Call): Promise<void> {
  const cold = endpoint.lastCallAt === undefined || call.world.clock.hasPassed(endpoint.lastCallAt, coolAfterMs)
  endpoint.lastCallAt = Date.now()
  if (cold) await call.world.clock.wait(coldStartMs)
}

export interface ContainerCall {
  endpoint: Endpoint
  variant: Variant
  response: ContainerResponse
}

/**
 * What the operations that answer at once do before they give the answer on.
 * @param take how much of the answer has to be there in time: all of it, or its beginning
 */
export async function callContainer(
  input: RuntimeInput,
  body: Buffer,
  call: Call,
  take: (response: ContainerResponse) => Promise<ContainerResponse>,
): Promise<ContainerCall> {
  const endpoint = endpointOf(String(input.EndpointName), call)
  const state = sagemakerState(call.world, call)
  if (state.configs.get(endpoint.configName)?.asynchronous)
    throw validation(`Endpoint ${endpoint.name} is an asynchronous endpoint; call InvokeEndpointAsync.`)
  const variant = variantOf(endpoint, input.TargetVariant, call)
  const limit = variant.ServerlessConfig ? maxServerlessBytes : maxBodyBytes
  if (body.length > limit)
    throw validation(
      `1 validation error detected: Value at 'body' failed to satisfy constraint: Member must have length less than or equal to ${limit}`,
    )
  const metered = meter(call, endpoint.name, variant.VariantName)
  if (variant.ServerlessConfig) await warmUp(endpoint, call)
  const container = targetOf(endpoint, variant, input, call)
  if (!container) throw modelError(500, 'The container does not answer.', endpoint, call)
  const response = await runContainer(
    container,
    { endpoint, variant, input, body, take, timeoutMs: modelTimeoutMs, signal: call.signal, metered },
    call,
  )
  return { endpoint, variant, response }
}

/** The content type without its parameters, in lower case. */
export const typesOf = ({ ContentType = '', Accept = '' }: RuntimeInput): { contentType: string; accept: string } => ({
  contentType: ContentType.split(';')[0]?.trim().toLowerCase() ?? '',
  accept: Accept,
})

interface Run {
  endpoint: Endpoint
  variant: Variant
  input: RuntimeInput
  body: Buffer
  take: (response: ContainerResponse) => Promise<ContainerResponse>
  timeoutMs: number
  /** The client's own, unless nobody waits. */
  signal?: AbortSignal
  metered: ReturnType<typeof meter>
}

/** Throws ModelError where the container refuses, fails or is late. */
export async function runContainer(
  container: Container,
  { endpoint, variant, input, body, take, timeoutMs, signal, metered }: Run,
  call: Call,
): Promise<ContainerResponse> {
  const request = {
    body,
    ...typesOf(input),
    customAttributes: input.CustomAttributes,
    signal,
  }
  metered.begin()
  const response = await inTime(
    Promise.resolve(container(request))
      .then(take)
      .catch((error: unknown) => ({
        status: 500,
        contentType: 'text/plain',
        body: `The container's connection broke: ${error instanceof Error ? error.message : error}`,
      })),
    timeoutMs,
  )
  metered.receive()
  metered.end(response?.status ?? 500)
  if (!response)
    throw modelError(
      500,
      'Your invocation timed out while waiting for a response from container primary. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.',
      endpoint,
      call,
    )
  if (response.status >= 400) {
    const words = (await wholeBody(response.body)).toString()
    const line = accessLine('POST /invocations', response.status, Buffer.byteLength(words))
    writeContainerLog(call.world, endpoint, variant.VariantName, [`[ERROR] ${words.slice(0, 2_000)}`, line])
    throw modelError(response.status, words, endpoint, call)
  }
  return response
}
