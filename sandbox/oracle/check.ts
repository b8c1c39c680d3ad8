/** One answer of the sandbox, held against AWS's model of its operation. */
import { readCbor } from '../kernel/cbor'
import { readEvents } from './events'
import { modelOf, type ServiceModel, type Shape } from './model'
import { checkJson, checkXml, resolve } from './shape'
import { parseXml } from './xml'

/** A line of the sandbox's journal. */
export interface JournalLine {
  signingName: string
  operation: string
  status: number
  headers: Record<string, string>
  body: string
  /** The body is base64 here since it was bytes. */
  base64: boolean
  errorCode?: string
}

export interface Verdict {
  /** `newer`: the operation is not in these models. */
  kind: 'checked' | 'newer'
  findings: string[]
}

/**
 * Errors that any operation of any service can give, declared or not.
 * https://docs.aws.amazon.com/awssupport/latest/APIReference/CommonErrors.html
 */
const common = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InternalFailure',
  'InvalidAction',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MalformedInput',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'SerializationException',
  'SignatureDoesNotMatch',
  'Throttling',
  'ThrottlingException',
  'UnknownOperationException',
  'UnrecognizedClientException',
  'ValidationError',
  'ValidationException',
])

/** S3 declares few: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList */
const ofS3 = new Set([
  'BadRequest',
  'InvalidBucketOwnerAWSAccountID',
  'InvalidLocationConstraint',
  'InvalidStorageClass',
  'InvalidTag',
  'MetadataTooLarge',
  'AuthorizationHeaderMalformed',
  'BadDigest',
  'BucketNotEmpty',
  'EntityTooSmall',
  'InvalidAccessKeyId',
  'InvalidToken',
  'RequestTimeTooSkewed',
  'InvalidArgument',
  'InvalidBucketName',
  'InvalidDigest',
  'InvalidPart',
  'InvalidPartOrder',
  'InvalidRange',
  'InvalidRequest',
  'KeyTooLongError',
  'MalformedXML',
  'MissingContentLength',
  'NoSuchBucket',
  'NoSuchKey',
  'NoSuchUpload',
  'NotFound',
  'NotImplemented',
  'NotModified',
  'PermanentRedirect',
  'PreconditionFailed',
])

/** Errors of AWS that its models leave out. A boundary that is not there: https://github.com/openshift/rosa (its users' reports of CreateRole). */
const undeclared = new Set(['CreateRole NoSuchEntity'])

/** CBOR has the members of JSON. */
const readable = (line: JournalLine): JournalLine =>
  line.headers['content-type'] === 'application/cbor'
    ? {
        ...line,
        body: JSON.stringify(readCbor(Buffer.from(line.body, line.base64 ? 'base64' : 'utf8'))),
        base64: false,
      }
    : line

export function checkResponse(sent: JournalLine): Verdict {
  const line = readable(sent)
  const model = modelOf(line.signingName, line.operation)
  const operation = model?.file.operations[line.operation]
  if (!model || !operation) {
    // A request that named no operation was refused before one was found: only its error is left to check.
    const unknown = line.errorCode !== undefined && common.has(line.errorCode)
    return { kind: unknown ? 'checked' : 'newer', findings: [] }
  }
  if (line.errorCode) return { kind: 'checked', findings: checkError(line, model) }
  const output = operation.output && resolve(model, operation.output)
  const wanted = operation.http?.responseCode ?? 200
  // A range is part of a success.
  const part = line.status === 206 && line.headers['content-range'] !== undefined
  // If the status is a member of the answer, as in Invoke, it says which kind of success it is.
  const free = Object.values(output?.members ?? {}).some((member) => member.location === 'statusCode')
  const findings = free || part || line.status === wanted ? [] : [`status ${line.status}, and AWS answers ${wanted}`]
  return { kind: 'checked', findings: [...findings, ...checkSuccess(line, model, output)] }
}

/** The wire format of an answer: newer clients of a query service request JSON. */
const protocolOf = (line: JournalLine, model: ServiceModel) =>
  /^application\/(x-amz-json|cbor)/.test(line.headers['content-type'] ?? '') ? 'json' : model.file.metadata.protocol

function checkError(line: JournalLine, model: ServiceModel): string[] {
  const code = line.errorCode ?? ''
  const findings: string[] = []
  // S3 sends a caller to the bucket's own region with a 301, and answers a condition of a read with a 304.
  if (line.status < 400 && code !== 'PermanentRedirect' && code !== 'NotModified')
    findings.push(`error ${code} with status ${line.status}`)
  const declared = model.declaredErrors(line.operation)
  const named = (name: string) => declared?.has(name) || declared?.has(`${name}Exception`)
  const anywhere =
    common.has(code) || undeclared.has(`${line.operation} ${code}`) || (line.signingName === 's3' && ofS3.has(code))
  if (!anywhere && declared && !named(code)) findings.push(`${code} is not declared for this operation`)
  const protocol = protocolOf(line, model)
  // HEAD and 304 have no body to say it in.
  if (protocol === 'rest-xml' && (code === 'NotFound' || code === 'NotModified')) return findings
  if (protocol === 'query' || protocol === 'rest-xml') {
    const document = parseXml(line.body)
    const reported = protocol === 'query' ? document.children.find((child) => child.name === 'Error') : document
    if (reported?.children.find((child) => child.name === 'Code')?.text !== code)
      findings.push(`no <Code>${code}</Code>`)
    return findings
  }
  const body = JSON.parse(line.body) as { __type?: string; message?: unknown; Message?: unknown }
  const reported = protocol === 'json' ? body.__type : line.headers['x-amzn-errortype']
  if (reported !== code) findings.push(`the error's type is ${reported}, not ${code}`)
  if (typeof (body.message ?? body.Message) !== 'string') findings.push('an error without a message')
  const { Message } = model.file.shapes[code]?.members ?? {}
  if (Message && body.Message === undefined) findings.push(`${code} has message, and AWS writes Message`)
  return findings
}

function checkSuccess(line: JournalLine, model: ServiceModel, output: Shape | undefined): string[] {
  const type = model.typings.outputs.get(line.operation.toLowerCase())
  const place = { model, path: line.operation, type }
  const protocol = protocolOf(line, model)
  if (protocol === 'rest-xml') return checkRestXml(line, output, place)
  if (!line.headers['x-amzn-requestid']) return ['no x-amzn-requestid']
  if (protocol === 'query') {
    const result = parseXml(line.body).children.find((child) => child.name === `${line.operation}Result`)
    if (!output) return []
    return result ? checkXml(result, output, place) : [`no <${line.operation}Result>`]
  }
  if (!output) return line.body === '' || line.body === '{}' ? [] : ['a body, and AWS answers none']
  return [...checkHeaders(line, output), ...checkBody(line, output, place)]
}

/** S3: the document's root has a name of its own; bytes are the body as they are. */
function checkRestXml(line: JournalLine, output: Shape | undefined, place: Parameters<typeof checkXml>[2]): string[] {
  if (!line.headers['x-amz-request-id']) return ['no x-amz-request-id']
  if (!output) return line.body === '' ? [] : ['a body, and AWS answers none']
  const onBody = Object.values(output.members ?? {}).some((member) => !member.location)
  if (output.payload || !onBody) return checkHeaders(line, output)
  return checkXml(parseXml(line.body), output, place)
}

function checkHeaders(line: JournalLine, output: Shape): string[] {
  return Object.entries(output.members ?? {})
    .filter(([name, member]) => member.location === 'header' && output.required?.includes(name))
    .filter(([name, member]) => line.headers[(member.locationName ?? name).toLowerCase()] === undefined)
    .map(([name]) => `header ${name}: required, and missing`)
}

function checkBody(line: JournalLine, output: Shape, place: Parameters<typeof checkJson>[2]): string[] {
  const payload = output.payload ? output.members?.[output.payload] : undefined
  if (output.payload) {
    const shape = payload?.shape ? { ...place.model.file.shapes[payload.shape], ...payload } : payload
    if (shape?.eventstream) return checkEvents(line, shape, place)
    // A blob or a string is the body as it is.
    if (shape?.type !== 'structure') return []
    return checkJson(JSON.parse(line.body), shape, place)
  }
  const onBody = Object.values(output.members ?? {}).some((member) => !member.location)
  if (!onBody) return []
  return checkJson(JSON.parse(line.body || '{}'), { ...output, type: 'structure' }, place)
}

/** Each message is a member of the stream; those with members of their own have these. */
function checkEvents(line: JournalLine, stream: Shape, place: Parameters<typeof checkJson>[2]): string[] {
  return readEvents(Buffer.from(line.body, line.base64 ? 'base64' : 'utf8')).flatMap(({ type, json }) => {
    const member = stream.members?.[type]
    if (!member) return [`${place.path}: ${type || 'a message without a type'} is no member of its stream`]
    return json === undefined
      ? []
      : checkJson(json, member, { ...place, path: `${place.path}.${type}`, type: undefined })
  })
}
