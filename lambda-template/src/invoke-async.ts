/**
 * An asynchronous endpoint, behind a URL that answers at once: a request gets 202 and the name of its job, and `?job=` gets
 * its answer.
 *
 * The job's name is 122 random bits and leads to a record that this function wrote itself, below its own prefix; only the
 * record says where in S3 the answer lies. So no caller can name an object, and none can guess the job of another.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointAsync.html
 */
import { randomUUID } from 'node:crypto'
import type { Environment } from './environment'
import { type Failure, ownerSees, tooSlow, unreachable } from './errors'
import { explain } from './explain'
import { callEndpoint, parseObject, textOf } from './invoke'
import { readJobResponse } from './job-response'
import type { ModelRequest } from './request'
import { jsonResponse, type ProxyResponse } from './respond'
import { getObject, putObject, S3Error } from './s3'
import { unset } from './signed-fetch'
import { type AsyncTarget, jobParameter } from './target'

type JobResult = { ok: true; response: ProxyResponse } | { ok: false; failure: Failure }

interface Job {
  output: string
  /** Absent where the endpoint is configured with no place for failures. */
  failure?: string
  /** Epoch ms. */
  at: number
  /** What the caller wanted back, as a media type. */
  accept?: string
}

/** SageMaker's own: a request can wait so long in the queue. */
const queueSeconds = 21_600
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const refuse = (status: number, code: string, message: string): JobResult => ({
  ok: false,
  failure: { status, code, message },
})

export async function submit(
  request: ModelRequest,
  endpointName: string,
  { input, timeoutSeconds }: AsyncTarget,
  deadlineMs: number,
  env: Environment,
): Promise<JobResult> {
  const job = randomUUID()
  const location = `${input}${job}.in`
  return guarded(deadlineMs, env, async (signal) => {
    await putObject(location, request, env, signal)
    const called = await callEndpoint({ ...request, body: new Uint8Array() }, endpointName, env, {
      operation: 'async-invocations',
      contentTypeHeader: 'X-Amzn-SageMaker-Content-Type',
      acceptHeader: 'X-Amzn-SageMaker-Accept',
      headers: {
        'X-Amzn-SageMaker-InputLocation': location,
        'X-Amzn-SageMaker-Inference-Id': job,
        'X-Amzn-SageMaker-InvocationTimeoutSeconds': String(timeoutSeconds),
      },
      deadlineMs,
      signal,
    })
    if (!called.ok) return called
    const { headers } = called.response
    await called.response.arrayBuffer()
    const record: Job = {
      output: headers.get('x-amzn-sagemaker-outputlocation') ?? '',
      failure: headers.get('x-amzn-sagemaker-failurelocation') ?? undefined,
      at: Date.now(),
      accept: request.accept,
    }
    const body = new TextEncoder().encode(JSON.stringify(record))
    await putObject(`${input}${job}.json`, { body, contentType: 'application/json' }, env, signal)
    return pending(job, 0)
  })
}

/** @param jobs every value of the parameter */
export async function collect(
  jobs: string[],
  endpointName: string,
  { input, timeoutSeconds }: AsyncTarget,
  deadlineMs: number,
  env: Environment,
): Promise<JobResult> {
  const [job = ''] = jobs
  if (jobs.length > 1 || !uuid.test(job)) {
    return refuse(400, 'invalid_job', `?${jobParameter}= takes the name of one job, as the answer 202 gave it.`)
  }
  return guarded(deadlineMs, env, async (signal) => {
    const found = await getObject(`${input}${job}.json`, env, signal)
    if (!found) return refuse(404, 'job_not_found', 'There is no such job. Send the request again.')
    const record = readRecord(found.body)
    const both = [record.output, record.failure].map((uri) => (uri ? getObject(uri, env, signal) : undefined))
    // No request outlives the answer: with it the environment is frozen.
    await Promise.allSettled(both)
    const [output, failure] = await Promise.all(both)
    if (output) return readJobResponse(output, record.accept)
    if (failure) return { ok: false, failure: explainFailure(new TextDecoder().decode(failure.body), endpointName) }
    const ageSeconds = Math.max(0, Math.round((Date.now() - record.at) / 1000))
    if (ageSeconds <= queueSeconds + timeoutSeconds) return pending(job, ageSeconds)
    return refuse(504, 'job_expired', 'The model did not answer in the time that it has. Send the request again.')
  })
}

/** The address of the answer, relative to the URL that was called: this function does not know what is before it. */
function pending(job: string, ageSeconds: number): JobResult {
  const seconds = ageSeconds < 60 ? 2 : 10
  const statusUrl = `?${jobParameter}=${job}`
  const message = `The model works on it. Call this URL with ${statusUrl} again in ${seconds} s.`
  const response = jsonResponse(202, { status: 'pending', job, statusUrl, ageSeconds, message })
  const headers = { ...response.headers, Location: statusUrl, 'Retry-After': String(seconds) }
  return { ok: true, response: { ...response, headers } }
}

function readRecord(bytes: Uint8Array): Job {
  const { output, failure, at, accept } = parseObject(new TextDecoder().decode(bytes))
  return { output: textOf(output) ?? '', failure: textOf(failure), at: Number(at) || 0, accept: textOf(accept) }
}

/** The failure's object holds the words that a caller of InvokeEndpoint would get. */
function explainFailure(text: string, endpointName: string): Failure {
  const head = text.match(/\((\d{3})\) from \S{1,100} with message "/)
  const [said = '', status] = head ?? []
  const begin = (head?.index ?? 0) + said.length
  const end = head ? text.indexOf('". See ', begin) : -1
  const message = end < 0 ? undefined : text.slice(begin, end)
  const refusal = { status: 424, name: 'ModelError', message: text }
  return explain(
    { ...refusal, originalStatus: message === undefined ? 500 : Number(status), originalMessage: message },
    endpointName,
  )
}

async function guarded(
  deadlineMs: number,
  env: Environment,
  work: (signal: AbortSignal) => Promise<JobResult>,
): Promise<JobResult> {
  const missing = unset(env)
  if (missing) return { ok: false, failure: missing }
  try {
    return await work(AbortSignal.timeout(Math.max(0, deadlineMs)))
  } catch (error) {
    if (error instanceof S3Error) return { ok: false, failure: explainS3(error) }
    if (error instanceof Error && error.name === 'TimeoutError') return { ok: false, failure: tooSlow(deadlineMs) }
    if (error instanceof TypeError) return { ok: false, failure: unreachable }
    throw error
  }
}

function explainS3({ code, action }: S3Error): Failure {
  if (code === 'AccessDenied') {
    return {
      status: 502,
      code: 'role_denied',
      message: `This URL is not allowed to reach its model. ${ownerSees}`,
      detail: `The function's role is not authorized to perform ${action} on the bucket of the endpoint's requests and answers.`,
    }
  }
  if (code === 'NoSuchBucket') {
    return {
      status: 502,
      code: 'bucket_not_found',
      message: `This URL cannot reach its model. ${ownerSees}`,
      detail: "The bucket of the endpoint's requests and answers is gone. Deploy the public API again with another.",
    }
  }
  return { status: 502, code: 's3_failed', message: `S3 failed (${code}). Try again.` }
}
