/** Runs a function, as Invoke and API Gateway do. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
import { randomBytes, randomUUID } from 'node:crypto'
import { AwsError } from '../../kernel/errors'
import type { World } from '../../kernel/types'
import { type Dimensions, putMetrics } from '../cloudwatch/state'
import { evaluateRole, issueRoleSession, roleIdOf } from '../iam/evaluate'
import { groupArn } from '../logs/state'
import { ensureLogGroup, logGroupExists, writeLogEvents } from '../logs/write'
import { conflict, drawRevision, findInvoked, readName } from './find'
import { leaseProcess } from './pool'
import type { Outcome, Sink, Start } from './runtime/process'
import { isPending, type LambdaFunction, type Place, type Revision } from './state'

export interface InvokeRequest extends Place {
  functionName: string
  qualifier?: string
  payload: Buffer
  requestId?: string
  logTail?: boolean
  /** Takes a streaming function's answer while it comes about; nothing of it is in the payload then. */
  sink?: Sink & { version(executed: string): void }
}

export interface InvokeResponse {
  statusCode: number
  functionError?: 'Handled' | 'Unhandled'
  payload: Buffer
  executedVersion: string
  /** Base64 of the last 4 KB of the log. */
  logResult?: string
  timedOut?: boolean
}

/** Calls at a time: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const accountConcurrency = 1000

/** 6 MB each way: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const payloadLimit = 6 * 1024 * 1024

export async function invokeFunction(world: World, request: InvokeRequest): Promise<InvokeResponse> {
  const wanted = readName(request.functionName, request.qualifier)
  const one = findInvoked(world, request, wanted)
  const revision = drawRevision(one, wanted.qualifier)
  if (request.payload.length > payloadLimit)
    throw new AwsError(
      'RequestTooLargeException',
      `${request.payload.length} byte payload is too large for the RequestResponse invocation type (limit ${payloadLimit} bytes)`,
      413,
      { Type: 'User' },
    )
  if (isPending(world, revision))
    throw conflict(
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    )
  if (!revision.runtime.startsWith('nodejs'))
    throw new AwsError('InvalidRuntimeException', `The sandbox runs Node functions, not ${revision.runtime}.`, 502)
  refuseWithoutGrant(world, revision)
  const payload = checkJson(request.payload)
  request.sink?.version(revision.version)
  const key = {
    functionArn: one.arn,
    revision: `${revision.version} ${revision.lastModified}`,
    limit: one.reservedConcurrency ?? accountConcurrency,
  }
  const lease =
    key.limit === 0
      ? undefined
      : await leaseProcess(
          world,
          key,
          (stream) => startOf(world, request, one, revision, stream),
          () => streamName(revision),
        )
  if (!lease) {
    putMetrics(world, request, 'AWS/Lambda', dimensionsOf(one, revision, wanted.qualifier), { Throttles: 1 })
    throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, {
      Type: 'User',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    })
  }
  const concurrent = (running.get(one) ?? 0) + 1
  running.set(one, concurrent)
  const id = request.requestId ?? randomUUID()
  try {
    const outcome = await lease.process.invoke({
      id,
      payload,
      functionArn: wanted.qualifier ? `${one.arn}:${wanted.qualifier}` : one.arn,
      timeoutMs: revision.timeoutSeconds * 1000,
      limitBytes: payloadLimit,
      sink: request.sink,
    })
    const log = logOf(id, revision, outcome, lease.cold ? lease.process.initMs : undefined)
    writeLog(world, request, one, revision, lease.logStream, log)
    putMetrics(world, request, 'AWS/Lambda', dimensionsOf(one, revision, wanted.qualifier), {
      Invocations: 1,
      Errors: outcome.kind === 'response' ? 0 : 1,
      Throttles: 0,
      Duration: outcome.durationMs,
      ConcurrentExecutions: concurrent,
    })
    return responseOf(id, revision, outcome, request.logTail ? log : undefined)
  } finally {
    running.set(one, (running.get(one) ?? 1) - 1)
    lease.release()
  }
}

/**
 * Variables are decrypted by a grant to the role's unique id, at the start of an environment; one that is warm holds
 * credentials of the role that is gone, which nobody takes, so no call gets through in either case.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
 */
function refuseWithoutGrant(world: World, { role, grantedTo }: Revision): void {
  if (grantedTo === undefined || roleIdOf(world, role) === grantedTo) return
  throw new AwsError(
    'KMSAccessDeniedException',
    "Lambda was unable to decrypt the environment variables because KMS access was denied. Please check the function's KMS key settings. KMS Exception: AccessDeniedException KMS Message: The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.",
    502,
    { Type: 'User' },
  )
}

/** How many invocations of a function run at this moment. */
const running = new WeakMap<LambdaFunction, number>()

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html#metrics-dimensions */
function dimensionsOf({ name }: LambdaFunction, { version }: Revision, qualifier?: string): Dimensions[] {
  const Resource = qualifier ? `${name}:${qualifier}` : name
  const known = { FunctionName: name, Resource }
  return [{}, { FunctionName: name }, known, ...(qualifier ? [{ ...known, ExecutedVersion: version }] : [])]
}

function checkJson(payload: Buffer): string {
  const text = payload.length === 0 ? '{}' : payload.toString('utf8')
  try {
    JSON.parse(text)
    return text
  } catch (error) {
    const detail = error instanceof Error ? error.message : ''
    throw new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${detail}`, 400, {
      Type: 'User',
    })
  }
}

/** `2026/11/24/[3]0f1e…`, as Lambda names its streams. */
const streamName = ({ version }: Revision) =>
  `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[${version}]${randomBytes(16).toString('hex')}`

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
function startOf(world: World, place: Place, one: LambdaFunction, revision: Revision, logStream: string): Start {
  const session = issueRoleSession(world, revision.role, one.name)
  return {
    code: revision.code,
    memoryMb: revision.memoryMb,
    environment: {
      ...revision.environment,
      AWS_REGION: place.region,
      AWS_DEFAULT_REGION: place.region,
      AWS_ACCESS_KEY_ID: session.accessKeyId,
      AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
      AWS_SESSION_TOKEN: session.sessionToken ?? '',
      AWS_LAMBDA_FUNCTION_NAME: one.name,
      AWS_LAMBDA_FUNCTION_VERSION: revision.version,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(revision.memoryMb),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${one.name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: logStream,
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_EXECUTION_ENV: `AWS_Lambda_${revision.runtime}`,
      // How AWS's own SDKs get another endpoint.
      AWS_ENDPOINT_URL: world.options.url,
      _HANDLER: revision.handler,
      LANG: 'en_US.UTF-8',
      TZ: ':UTC',
    },
  }
}

const timeoutText = ({ timeoutSeconds }: Revision) => `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`

function logOf(id: string, revision: Revision, outcome: Outcome, initMs?: number): string[] {
  const { durationMs, maxMemoryMb, kind } = outcome
  const billed = Math.ceil(durationMs + (initMs ?? 0))
  const used = Math.min(Math.max(1, Math.round(maxMemoryMb)), revision.memoryMb)
  return [
    `START RequestId: ${id} Version: ${revision.version}\n`,
    ...outcome.lines,
    ...(kind === 'timed-out' ? [`${new Date().toISOString()} ${id} ${timeoutText(revision)}\n`] : []),
    ...(kind === 'exited' ? [`RequestId: ${id} Error: ${errorMessage(outcome.payload)}\nRuntime.ExitError\n`] : []),
    `END RequestId: ${id}\n`,
    `REPORT RequestId: ${id}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billed} ms\tMemory Size: ${revision.memoryMb} MB\tMax Memory Used: ${used} MB${initMs === undefined ? '' : `\tInit Duration: ${initMs.toFixed(2)} ms`}${kind === 'timed-out' ? '\tStatus: timeout' : ''}\t\n`,
  ]
}

const errorMessage = (payload: string | Buffer) =>
  String((JSON.parse(payload.toString()) as { errorMessage?: string }).errorMessage).replace(/^.*Error: /, '')

/** Only what the function's role allows is written; without the group it needs to make one. */
function writeLog(
  world: World,
  place: Place,
  one: LambdaFunction,
  { role }: Revision,
  stream: string,
  lines: string[],
): void {
  const group = `/aws/lambda/${one.name}`
  const arn = groupArn(place, group)
  const may = (action: string, resource: string) =>
    evaluateRole(world, role.split(':')[4] ?? '', role.slice(role.lastIndexOf('/') + 1), action, resource)
  if (!logGroupExists(world, place, group)) {
    if (!may('logs:CreateLogGroup', `${arn}:*`)) return
    ensureLogGroup(world, place, group)
  }
  const streamArn = `${arn}:log-stream:${stream}`
  if (!may('logs:CreateLogStream', streamArn) || !may('logs:PutLogEvents', streamArn)) return
  const timestamp = Date.now()
  writeLogEvents(
    world,
    place,
    group,
    stream,
    lines.map((message) => ({ timestamp, message })),
  )
}

const tailBytes = 4096

const tooLarge = Buffer.from(
  JSON.stringify({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${payloadLimit} bytes).`,
  }),
)

function responseOf(id: string, revision: Revision, outcome: Outcome, log?: string[]): InvokeResponse {
  const base = {
    statusCode: 200,
    executedVersion: revision.version,
    ...(log ? { logResult: Buffer.from(log.join('')).subarray(-tailBytes).toString('base64') } : {}),
  }
  if (outcome.kind === 'timed-out') {
    const payload = { errorType: 'Sandbox.Timedout', errorMessage: `RequestId: ${id} Error: ${timeoutText(revision)}` }
    return { ...base, functionError: 'Unhandled', timedOut: true, payload: Buffer.from(JSON.stringify(payload)) }
  }
  const payload = Buffer.from(outcome.payload)
  if (outcome.kind === 'too-large') return { ...base, functionError: 'Unhandled', payload: tooLarge }
  if (outcome.kind !== 'response') return { ...base, functionError: 'Unhandled', payload }
  if (payload.length <= payloadLimit) return { ...base, payload }
  return { ...base, functionError: 'Unhandled', payload: tooLarge }
}
