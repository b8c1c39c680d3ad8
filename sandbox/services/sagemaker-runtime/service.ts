/** InvokeEndpoint. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html */
import { AwsError } from '../../kernel/errors'
import { type Call, type Operation, RawAnswer, type Service } from '../../kernel/types'
import type { ContainerAnswer } from '../../models/container'
import { containerOf, settled, statusOf } from '../sagemaker/settle'
import { arnOf, type Endpoint, sagemakerState, type Variant } from '../sagemaker/state'
import { keepCall } from './capture'

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
  const group = `/aws/sagemaker/Endpoints/${endpoint.name}`
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

async function answerInTime(answer: Promise<ContainerAnswer>): Promise<ContainerAnswer | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), modelTimeoutMs)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

async function warmUp(endpoint: Endpoint, call: Call): Promise<void> {
  const cold = endpoint.lastCallAt === undefined || call.world.clock.hasPassed(endpoint.lastCallAt, coolAfterMs)
  endpoint.lastCallAt = Date.now()
  if (cold) await call.world.clock.wait(coldStartMs)
}

const invokeEndpoint: Operation = async (input, call) => {
  const body: Buffer = input.Body ?? Buffer.alloc(0)
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
  if (variant.ServerlessConfig) await warmUp(endpoint, call)
  const container = containerOf(state, variant)
  if (!container) throw modelError(500, 'The container does not answer.', endpoint, call)
  const answer = await answerInTime(
    Promise.resolve(
      container({
        body,
        contentType:
          String(input.ContentType ?? '')
            .split(';')[0]
            ?.trim()
            .toLowerCase() ?? '',
        accept: String(input.Accept ?? ''),
        customAttributes: input.CustomAttributes,
      }),
    ).catch((error: unknown) => ({
      status: 500,
      contentType: 'text/plain',
      body: `The container's connection broke: ${error instanceof Error ? error.message : error}`,
    })),
  )
  if (!answer)
    throw modelError(
      500,
      'Your invocation timed out while waiting for a response from container primary. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.',
      endpoint,
      call,
    )
  if (answer.status >= 400) throw modelError(answer.status, answer.body.toString(), endpoint, call)
  keepCall(call.world, state.configs.get(endpoint.configName)?.dataCapture, {
    accountId: call.accountId,
    endpointName: endpoint.name,
    variantName: variant.VariantName,
    at: Date.now(),
    input: { contentType: String(input.ContentType ?? ''), body },
    output: { contentType: answer.contentType, body: Buffer.from(answer.body) },
  })
  return new RawAnswer(
    200,
    { 'content-type': answer.contentType, 'x-amzn-invoked-production-variant': variant.VariantName },
    answer.body,
  )
}

export const sagemakerRuntimeService: Service = {
  signingName: 'sagemaker',
  protocol: 'rest-json',
  operations: { InvokeEndpoint: invokeEndpoint },
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
  ],
  resourceArn: (_, input, call) => arnOf(call, 'endpoint', String(input.EndpointName)),
}
