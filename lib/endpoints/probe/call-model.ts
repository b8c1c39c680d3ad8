/**
 * One call of the endpoint itself, to learn what its model takes. It is named, so that whoever reads captured data can leave
 * it out: InferenceId has 1 to 64 ASCII characters and is kept in eventMetadata.inferenceId.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 */
import { randomUUID } from 'node:crypto'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import type { AwsClients } from '../../aws/client/create-clients'
import { probePrefix } from '../../model/profile/files/from-capture'
import type { ProbedBy } from '../../model/profile/found-evidence'
import type { NoResponse } from '../../model/profile/prove'
import type { SampleBody } from '../../model/requests/sample-body'
import { countModel } from '../../own-calls/count'
import { OwnCalls } from '../../own-calls/own-calls'
import { runtimeTarget, type Target } from '../../spec/route-parts/target'
import { takeProbe } from './probe-budget'

export interface ModelResponse {
  ok: boolean
  status: number
  contentType: string
  body: string
  /** From the console's server to the endpoint and back. */
  latencyMs: number
}

interface CalledModel {
  endpointName: string
  endpointArn: string
  target?: Target
  /** The type that the response has to have. */
  accept?: string
  by: ProbedBy
}

const mostBytes = 200_000

/**
 * Does calls of an endpoint, and publishes how many once they are done, because CloudWatch counts them as any caller's.
 * @param work is given where to count them
 */
export async function counted<T>(
  clients: AwsClients,
  endpointArn: string,
  work: (own: OwnCalls) => Promise<T>,
): Promise<T> {
  const own = new OwnCalls()
  try {
    return await work(own)
  } finally {
    const [, , , region = '', accountId = ''] = endpointArn.split(':')
    await own.put({ clients, target: { accountId, region } })
  }
}

/**
 * A model's refusal is a response. There is none if this hour's calls of the endpoint are used up or cannot be counted, or if this
 * one took too long.
 * Throws AWS's errors.
 */
export async function callModel(
  { runtime }: AwsClients,
  { endpointName, endpointArn, target, accept, by }: CalledModel,
  { body, contentType }: SampleBody,
  own: OwnCalls,
): Promise<ModelResponse | NoResponse> {
  const turn = await takeProbe(endpointArn, by)
  if (typeof turn === 'string') return turn
  const begun = Date.now()
  const signal = AbortSignal.timeout(turn.limitMs)
  try {
    const response = await runtime.send(
      new InvokeEndpointCommand({
        EndpointName: endpointName,
        ContentType: contentType,
        Accept: accept,
        Body: body,
        InferenceId: `${probePrefix}${randomUUID()}`,
        ...runtimeTarget(target),
      }),
      { abortSignal: signal },
    )
    const text = new TextDecoder().decode(response.Body?.subarray(0, mostBytes))
    const latencyMs = Date.now() - begun
    own.add({ endpointName }, countModel(200))
    return { ok: true, status: 200, contentType: response.ContentType ?? '', body: text, latencyMs }
  } catch (error) {
    if (signal.aborted) return 'too-slow'
    if (!isModelError(error)) throw error
    const { OriginalStatusCode: status = 424, OriginalMessage: body = error.message } = error
    own.add({ endpointName }, countModel(status))
    return { ok: false, status, contentType: '', body, latencyMs: Date.now() - begun }
  } finally {
    await turn.end(Date.now() - begun)
  }
}

interface ModelErrorShape extends Error {
  OriginalStatusCode?: number
  OriginalMessage?: string
}

const isModelError = (error: unknown): error is ModelErrorShape => error instanceof Error && error.name === 'ModelError'
