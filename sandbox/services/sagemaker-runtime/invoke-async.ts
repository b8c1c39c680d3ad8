/**
 * InvokeEndpointAsync: the request is read from S3 and its answer written there, some time later.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointAsync.html
 */
import { randomUUID } from 'node:crypto'
import { AwsError } from '../../kernel/errors'
import { type Call, type Operation, RawResponse } from '../../kernel/types'
import { wholeBody } from '../../models/containers/container'
import { bucketNamed, putObject, splitUri } from '../s3/store'
import { type AsyncConfig, type Endpoint, sagemakerState } from '../sagemaker/state'
import { endpointOf, runContainer, variantOf } from './call-container'
import { meter } from './meter'
import { type RuntimeInput, targetOf, validation } from './target'

/** AWS's ms in the queue. */
const queuedMs = 12_000
const maxInlineBytes = 128_000

export const invokeEndpointAsync: Operation = (raw, call) => {
  const input: RuntimeInput = raw
  const inline: Buffer = raw.Body ?? Buffer.alloc(0)
  const endpoint = endpointOf(String(input.EndpointName), call)
  const config = sagemakerState(call.world, call).configs.get(endpoint.configName)?.asynchronous
  if (!config) throw validation(`Endpoint ${endpoint.name} is not an asynchronous endpoint; call InvokeEndpoint.`)
  const { InputLocation: location } = input
  if ((location === undefined) === (inline.length === 0))
    throw validation('Provide exactly one of Body and InputLocation.')
  if (inline.length > maxInlineBytes)
    throw validation(
      `1 validation error detected: Value at 'body' failed to satisfy constraint: Member must have length less than or equal to ${maxInlineBytes}`,
    )
  const { output, failure } = placesOf(config, call)
  const id = input.InferenceId ?? randomUUID()
  void work({ endpoint, input, inline, output, failure }, call)
  return new RawResponse(
    202,
    {
      'content-type': 'application/json',
      ...(output ? { 'x-amzn-sagemaker-outputlocation': output } : {}),
      ...(failure ? { 'x-amzn-sagemaker-failurelocation': failure } : {}),
    },
    JSON.stringify({ InferenceId: id }),
  )
}

/** Used if no path for the answers is configured: AWS uses a bucket of its own naming. */
function placesOf({ OutputConfig }: AsyncConfig, { region, accountId }: Call): { output: string; failure?: string } {
  const id = randomUUID()
  const { S3OutputPath = `s3://sagemaker-${region}-${accountId}`, S3FailurePath } = OutputConfig
  const below = (path: string, name: string) => `${path.replace(/\/$/, '')}/${name}`
  return {
    output: below(S3OutputPath, `${id}.out`),
    failure: S3FailurePath && below(S3FailurePath, `${id}-error.out`),
  }
}

interface Queued {
  endpoint: Endpoint
  input: RuntimeInput
  inline: Buffer
  output: string
  failure?: string
}

async function work({ endpoint, input, inline, output, failure }: Queued, call: Call): Promise<void> {
  const { world, accountId } = call
  const write = (uri: string, body: Buffer, contentType: string) => {
    const { bucket, key } = splitUri(uri)
    putObject(bucketNamed(world, accountId, bucket), key, body, contentType)
  }
  await world.clock.wait(queuedMs)
  try {
    const variant = variantOf(endpoint, undefined, call)
    const container = targetOf(endpoint, variant, {}, call)
    if (!container) throw validation('The container does not answer.')
    const body = input.InputLocation === undefined ? inline : inputAt(input.InputLocation, call)
    const timeoutMs = (Number(input.InvocationTimeoutSeconds ?? 900) * 1000) / world.options.timeScale
    const take = async (response: Awaited<ReturnType<typeof container>>) => ({
      ...response,
      body: await wholeBody(response.body),
    })
    const metered = meter(call, endpoint.name, variant.VariantName)
    const run = { endpoint, variant, input, body, take, timeoutMs, metered }
    const response = await runContainer(container, run, call)
    write(output, await wholeBody(response.body), response.contentType)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    if (failure) write(failure, Buffer.from(error.message), 'text/plain')
  }
}

function inputAt(uri: string, { world, accountId }: Call): Buffer {
  const { bucket, key } = splitUri(uri)
  const found = bucketNamed(world, accountId, bucket).objects.get(key)
  if (found) return found.body
  throw new AwsError('ClientError', `Failed to download the input from ${uri}: the object does not exist.`)
}
