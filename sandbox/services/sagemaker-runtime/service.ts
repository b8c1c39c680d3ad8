/**
 * InvokeEndpoint, and the same as a stream.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html
 */
import { AwsError } from '../../kernel/errors'
import { type Call, type Operation, RawAnswer, type Service, StreamAnswer } from '../../kernel/types'
import { type ContainerAnswer, wholeBody } from '../../models/container'
import { accessLine, containerLogGroup, writeContainerLog } from '../sagemaker/container-log'
import { containerOf, settled, statusOf } from '../sagemaker/settle'
import { arnOf, type Endpoint, sagemakerState, type Variant } from '../sagemaker/state'
import { keepCall } from './capture'
import { meter } from './meter'
import { begun, payloadParts } from './payload-parts'

const maxBodyBytes = 6_291_456
const maxServerlessBytes = 4 * 1024 * 1024
/** A container answers within 60 s: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html */
const modelTimeoutMs = 60_000
/** A serverless endpoint that nobody called for that long starts anew. */
const coolAfterMs = 10 * 60_000
const coldStartMs = 1_200

const validation = (message: string) => new AwsError('ValidationError', message)

/** The name must match in case; what was never in service is not known here. */
function endpointOf(name: string, call: Call): Endpoint {
  const state = sagemakerState(call.world, call)
  const known = state.endpoints.get(name.toLowerCase())
  const endpoint = known && settled(call.world, state, known)
  const serves = endpoint && ['InService', 'Updating'].includes(statusOf(endpoint))
  if (!endpoint || endpoint.name !== name || !serves)
    throw validation(`Endpoint ${name} of account ${call.accountId} not found.`)
  return endpoint
}

function variantOf(endpoint: Endpoint, wanted: string | undefined, call: Call): Variant {
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

function modelError(status: number, message: string, endpoint: Endpoint, call: Call): AwsError {
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

async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), modelTimeoutMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function warmUp(endpoint: Endpoint, call: Call): Promise<void> {
  const cold = endpoint.lastCallAt === undefined || call.world.clock.hasPassed(endpoint.lastCallAt, coolAfterMs)
  endpoint.lastCallAt = Date.now()
  if (cold) await call.world.clock.wait(coldStartMs)
}

interface Asked {
  endpoint: Endpoint
  variant: Variant
  answer: ContainerAnswer
}

/**
 * What both operations do before they give the answer on.
 * @param take how much of the answer has to be there in time: all of it, or its beginning
 */
async function askContainer(
  input: Record<string, string | undefined>,
  body: Buffer,
  call: Call,
  take: (answer: ContainerAnswer) => Promise<ContainerAnswer>,
): Promise<Asked> {
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
  const container = containerOf(state, variant)
  if (!container) throw modelError(500, 'The container does not answer.', endpoint, call)
  const request = {
    body,
    contentType: (input.ContentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
    accept: input.Accept ?? '',
    customAttributes: input.CustomAttributes,
    signal: call.signal,
  }
  metered.ask()
  const answer = await inTime(
    Promise.resolve(container(request))
      .then(take)
      .catch((error: unknown) => ({
        status: 500,
        contentType: 'text/plain',
        body: `The container's connection broke: ${error instanceof Error ? error.message : error}`,
      })),
  )
  metered.answer()
  metered.end(answer?.status ?? 500)
  if (!answer)
    throw modelError(
      500,
      'Your invocation timed out while waiting for a response from container primary. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.',
      endpoint,
      call,
    )
  if (answer.status >= 400) {
    const words = (await wholeBody(answer.body)).toString()
    const line = accessLine('POST /invocations', answer.status, Buffer.byteLength(words))
    writeContainerLog(call.world, endpoint, variant.VariantName, [`[ERROR] ${words.slice(0, 2_000)}`, line])
    throw modelError(answer.status, words, endpoint, call)
  }
  return { endpoint, variant, answer }
}

const invokeEndpoint: Operation = async (input, call) => {
  const body = input.Body ?? Buffer.alloc(0)
  const { endpoint, variant, answer } = await askContainer(input, body, call, async (given) => ({
    ...given,
    body: await wholeBody(given.body),
  }))
  const whole = await wholeBody(answer.body)
  writeContainerLog(call.world, endpoint, variant.VariantName, [accessLine('POST /invocations', 200, whole.length)])
  keepCall(call.world, sagemakerState(call.world, call).configs.get(endpoint.configName)?.dataCapture, {
    accountId: call.accountId,
    endpointName: endpoint.name,
    variantName: variant.VariantName,
    at: Date.now(),
    input: { contentType: String(input.ContentType ?? ''), body },
    output: { contentType: answer.contentType, body: whole },
  })
  return new RawAnswer(
    200,
    { 'content-type': answer.contentType, 'x-amzn-invoked-production-variant': variant.VariantName },
    whole,
  )
}

const invokeEndpointWithResponseStream: Operation = async (input, call) => {
  const { endpoint, variant, answer } = await askContainer(input, input.Body ?? Buffer.alloc(0), call, begun)
  // The size of what is still to come is not known when the line is written.
  writeContainerLog(call.world, endpoint, variant.VariantName, [accessLine('POST /invocations', 200, 0)])
  return new StreamAnswer(
    200,
    {
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-sagemaker-content-type': answer.contentType,
      'x-amzn-invoked-production-variant': variant.VariantName,
    },
    payloadParts(answer.body, call),
  )
}

export const sagemakerRuntimeService: Service = {
  signingName: 'sagemaker',
  protocol: 'rest-json',
  operations: {
    InvokeEndpoint: invokeEndpoint,
    InvokeEndpointWithResponseStream: invokeEndpointWithResponseStream,
  },
  routes: [
    {
      operation: 'InvokeEndpoint',
      method: 'POST',
      path: '/endpoints/{EndpointName}/invocations',
      rawBody: 'Body',
      header: {
        'content-type': 'ContentType',
        accept: 'Accept',
        'x-amzn-sagemaker-target-variant': 'TargetVariant',
        'x-amzn-sagemaker-custom-attributes': 'CustomAttributes',
      },
    },
    {
      operation: 'InvokeEndpointWithResponseStream',
      method: 'POST',
      path: '/endpoints/{EndpointName}/invocations-response-stream',
      rawBody: 'Body',
      header: {
        'content-type': 'ContentType',
        // `accept` is the SDK's own wish for an event stream here.
        'x-amzn-sagemaker-accept': 'Accept',
        'x-amzn-sagemaker-target-variant': 'TargetVariant',
        'x-amzn-sagemaker-custom-attributes': 'CustomAttributes',
      },
    },
  ],
  resourceArn: (_, input, call) => arnOf(call, 'endpoint', String(input.EndpointName)),
}
