/** From a signed request to an answer: which service, which operation, can this principal, run, write the wire format. */
import { createHash, randomUUID } from 'node:crypto'
import { writeCbor } from './cbor'
import { checkInput, messageMember } from './constraints/check'
import { AwsError } from './errors'
import { type Found, findOpen, findOperation, serviceMeant, spoken, unknownOperation } from './find-operation'
import { partitionOf } from './partition'
import { queryError, queryResponse, toXml } from './query'
import { amzDateIn, checkScope, readScope, type SignedRequest, verifySignature } from './sigv4'
import { type Call, type Happened, type Need, RawResponse, type Service, StreamResponse, type World } from './types'
import { notSigned } from './unsigned'
import type { WireResponse } from './wire'

/** What the journal keeps of one call. */
export interface CallRecord extends WireResponse {
  signingName: string
  protocol: Service['protocol']
  operation: string
  errorCode?: string
  at: number
  /** The client hears nothing: the connection breaks, or no answer ever comes. */
  lost?: 'reset' | 'silence'
}

export interface Dispatcher {
  world: World
  services: Service[]
  /** Throws the error of a caller that is not allowed to call (IAM). */
  authorize: (call: Call, need: Need, protocol: Service['protocol']) => void
  /** Records what succeeded and what was refused (CloudTrail). */
  recordEvent: (happened: Happened) => void
}

/** Never throws: what is unexpected is a 500 InternalFailure, with its cause on standard error. */
export async function dispatch(
  { world, services, authorize, recordEvent }: Dispatcher,
  request: SignedRequest & { signal: AbortSignal },
): Promise<CallRecord> {
  const requestId = randomUUID()
  let service: Service | undefined
  let operation = 'unknown'
  let happened: Happened | undefined
  try {
    const scope = readScope(request.headers)
    const open = scope ? undefined : findOpen(services, request)
    if (open) {
      service = open.service
      operation = open.operation
      const call = unsignedCall(world, open, request, requestId)
      const run = () =>
        world.clock.within(call.accountId, () => {
          const input = open.input()
          checkInput(open.service, open.operation, input, request)
          return open.service.operations[open.operation]?.(input, call) ?? {}
        })
      return { ...success(open.service, operation, open.status, await run(), requestId), ...record(service, operation) }
    }
    if (!scope) {
      service = serviceMeant(services.flatMap(spoken), request)
      throw notSigned(service?.protocol, request.headers.authorization)
    }
    const ofScope = services.filter((one) => one.signingName === scope.service)
    // On AWS the host says which service is called; here what is signed for does, if there is such a service.
    const named = (ofScope.length > 0 ? ofScope : services).flatMap(spoken)
    const found = ofScope.length > 0 ? findOperation(named, request) : undefined
    service = found?.service ?? serviceMeant(named, request) ?? named[0]
    if (!service)
      throw new AwsError('UnknownOperationException', `The sandbox speaks no service named ${scope.service}`, 404)
    if (amzDateIn(request.headers) === undefined)
      throw notSigned(service.protocol, request.headers.authorization, false)
    operation = found?.operation ?? operation
    checkScope(scope, service, request.headers)
    const credential = world.credentials.get(scope.accessKeyId)
    verifySignature(request, scope, credential, service.protocol)
    // Who calls is judged before what is called.
    if (!found) throw unknownOperation(service)
    const principal = credential!.principal
    const call: Call = {
      world,
      principal,
      accountId: principal.accountId,
      region: service.global ? 'aws-global' : scope.region,
      partition: partitionOf(scope.region),
      requestId,
      path: request.path,
      headers: request.headers,
      rawBody: request.body,
      signal: request.signal,
    }
    return await world.clock.within(principal.accountId, async () => {
      const input = found.input()
      happened = { call, signingName: found.service.signingName, operation, input }
      const check = () => checkInput(found.service, operation, input, request)
      const { resource, needs } = needsOf(found, input, call, check)
      for (const need of needs) authorize(call, need, found.service.protocol)
      check()
      const run = found.service.operations[operation]
      if (!run) throw unknownOperation(found.service)
      const { accountId, accessKeyId } = principal
      const requestText = `${request.path}?${request.rawQuery} ${request.body}`
      const response = await world.faults.through(
        {
          accountId,
          accessKeyId,
          action: found.action,
          resource,
          service: found.service,
          operation,
          request: requestText,
          timed: isTimed(request),
        },
        world.clock,
        async () => {
          const output = await run(input, call)
          recordEvent({ call, signingName: found.service.signingName, operation, input, output })
          happened = undefined
          return success(found.service, operation, found.status, output, requestId)
        },
      )
      return { ...response, ...record(found.service, operation) }
    })
  } catch (error) {
    const known = error instanceof AwsError ? error : unexpected(error)
    if (happened) recordEvent({ ...happened, error: known })
    return { ...failure(service, known, requestId), ...record(service, operation), errorCode: codeOn(service, known) }
  }
}

/** @param check says what is wrong with an input that the permissions cannot be read from */
function needsOf({ service, operation, action }: Found, input: Record<string, unknown>, call: Call, check: () => void) {
  try {
    const resource = service.resourceArn?.(operation, input, call) ?? '*'
    const keys = service.conditionKeys?.(operation, input, call)
    return { resource, needs: [{ action, resource, keys }, ...(service.alsoNeeds?.(operation, input, call) ?? [])] }
  } catch (error) {
    check()
    throw error
  }
}

/** Whoever calls it, it acts where its input belongs, and elsewhere finds nothing. */
function unsignedCall(
  world: World,
  { service, operation, input }: Found,
  request: SignedRequest & { signal: AbortSignal },
  requestId: string,
): Call {
  const { accountId, region } = service.unsigned?.[operation]?.(input(), world) ?? { accountId: '', region: '' }
  return {
    world,
    principal: { accountId, accessKeyId: '', kind: 'user', arn: '', userId: '', deniedActions: [] },
    accountId,
    region,
    partition: partitionOf(region),
    requestId,
    path: request.path,
    headers: request.headers,
    rawBody: request.body,
    signal: request.signal,
  }
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html */
const isTimed = ({ headers }: SignedRequest): boolean => /(^| )md\/watch( |$)/.test(headers['user-agent'] ?? '')

const record = (service: Service | undefined, operation: string) => ({
  signingName: service?.signingName ?? 'unknown',
  protocol: service?.protocol ?? ('rest-json' as const),
  operation,
  at: Date.now(),
})

function unexpected(error: unknown): AwsError {
  console.error(error)
  return new AwsError(
    'InternalFailure',
    'The request processing has failed because of an unknown error, exception or failure.',
    500,
  )
}

function success(service: Service, operation: string, status: number, output: object, requestId: string): WireResponse {
  if (output instanceof RawResponse || output instanceof StreamResponse)
    return {
      status: output.status,
      headers: {
        ...(service.protocol === 'rest-xml'
          ? { 'x-amz-request-id': requestId, 'x-amz-id-2': hostIdOf(requestId) }
          : { 'x-amzn-requestid': requestId }),
        ...output.headers,
      },
      body: output.body,
    }
  if (service.protocol === 'query') {
    return {
      status: 200,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
      body: queryResponse(service.xmlNamespace ?? '', operation, output, requestId),
    }
  }
  if (service.protocol === 'rpc-v2-cbor')
    return { status: 200, headers: { ...cborHeaders, 'x-amzn-requestid': requestId }, body: writeCbor(output) }
  const empty = status === 204 || (status === 202 && Object.keys(output).length === 0)
  return {
    status,
    headers: { 'content-type': mediaType(service), 'x-amzn-requestid': requestId },
    body: empty ? '' : toJson(output),
  }
}

/** A service that speaks other protocols too says there by a header what the code is in this one: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
const codeOn = (service: Service | undefined, { code, headers }: AwsError): string =>
  (service?.protocol === 'query' && headers['x-amzn-query-error']?.split(';', 1)[0]) || code

const cborHeaders = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' }

/** S3's second id of a response: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html */
const hostIdOf = (requestId: string) => createHash('sha512').update(requestId).digest('base64')

/** An XML error as S3 writes it: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function xmlFailure(error: AwsError, requestId: string): WireResponse {
  const { code: Code, message: Message, members } = error
  const hostId = hostIdOf(requestId)
  const body = toXml('Error', { Code, Message, ...members, RequestId: requestId, HostId: hostId })
  return {
    status: error.status,
    headers: {
      'content-type': 'application/xml',
      'x-amz-request-id': requestId,
      'x-amz-id-2': hostId,
      ...error.headers,
    },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  }
}

function failure(service: Service | undefined, error: AwsError, requestId: string): WireResponse {
  if (service?.protocol === 'query') {
    const { 'x-amzn-query-error': _, ...headers } = error.headers
    return {
      status: error.status,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId, ...headers },
      body: queryError(service.xmlNamespace ?? '', codeOn(service, error), error.message, error.status, requestId),
    }
  }
  if (service?.protocol === 'rpc-v2-cbor') {
    const headers = { ...cborHeaders, 'x-amzn-requestid': requestId, ...error.headers }
    const body = writeCbor({
      __type: error.code,
      [messageMember(service, error.code)]: error.message,
      ...error.members,
    })
    return { status: error.status, headers, body }
  }
  if (service?.protocol === 'rest-xml') return xmlFailure(error, requestId)
  const rest = !service?.protocol.startsWith('json')
  return {
    status: error.status,
    headers: {
      'content-type': service ? mediaType(service) : 'application/json',
      'x-amzn-requestid': requestId,
      ...(rest ? { 'x-amzn-errortype': error.code } : {}),
      ...error.headers,
    },
    body: toJson({
      ...(rest ? {} : { __type: error.code }),
      [service ? messageMember(service, error.code) : 'message']: error.message,
      ...error.members,
    }),
  }
}

const mediaType = (service: Service) =>
  service.protocol.startsWith('json') ? `application/x-amz-${service.protocol}` : 'application/json'

/** Dates are epoch seconds in AWS's JSON protocols, and maps objects; undefined members are left out. */
const toJson = (output: object) =>
  JSON.stringify(output, function (this: Record<string, unknown>, key, value) {
    const original = this[key]
    if (original instanceof Map) return Object.fromEntries(original)
    return original instanceof Date ? original.getTime() / 1000 : value
  })
