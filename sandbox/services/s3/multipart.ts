/** An object in parts. https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html */

import { createHash, randomBytes } from 'node:crypto'
import { AwsError } from '../../kernel/errors'
import { dnsSuffixOf } from '../../kernel/partition'
import { toXml } from '../../kernel/query'
import { type Call, type Operation, RawResponse, type Route } from '../../kernel/types'
import { bodyOf, checkedSum, encrypted } from './body'
import { bucketOf } from './buckets'
import { checkUnlocked } from './conditions'
import { describedIn, tagsIn } from './object-headers'
import type { Upload } from './state'
import { putObject } from './store'
import { document, elements } from './xml'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const leastPartBytes = 5 * 1024 * 1024
const mostParts = 10_000

const md5 = (data: Buffer) => createHash('md5').update(data).digest('hex')
const refuse = (code: string, message: string, members: Record<string, unknown> = {}) =>
  new AwsError(code, message, code === 'NoSuchUpload' ? 404 : 400, members)

interface UploadInput {
  Bucket?: string
  Key?: string
  UploadId?: string
}

function uploadOf(input: UploadInput, call: Call): Upload {
  const upload = bucketOf(input, call).uploads.get(String(input.UploadId))
  if (upload?.key === input.Key && upload) return upload
  throw refuse(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { UploadId: input.UploadId },
  )
}

const create: Operation = (input, call) => {
  const UploadId = randomBytes(24).toString('base64url')
  const { name, uploads } = bucketOf(input, call)
  checkUnlocked(call.headers)
  const [described, tags] = [describedIn(call.headers), tagsIn(call.headers['x-amz-tagging'])]
  uploads.set(UploadId, { key: input.Key, contentType: input.ContentType, described, tags, parts: new Map() })
  return document(
    'InitiateMultipartUploadResult',
    [toXml('Bucket', name), toXml('Key', input.Key), toXml('UploadId', UploadId)].join(''),
    encrypted,
  )
}

const uploadPart: Operation = (input, call) => {
  const number = Number(input.PartNumber)
  if (!Number.isInteger(number) || number < 1 || number > mostParts)
    throw refuse('InvalidArgument', `Part number must be an integer between 1 and ${mostParts}, inclusive`, {
      ArgumentName: 'partNumber',
      ArgumentValue: String(input.PartNumber),
    })
  const body = bodyOf(input)
  const etag = `"${md5(body)}"`
  const checksum = checkedSum(input, body)
  uploadOf(input, call).parts.set(number, { body, etag })
  const sum: Record<string, string> = checksum === undefined ? {} : { 'x-amz-checksum-crc32': checksum }
  return new RawResponse(200, { etag, ...encrypted, ...sum }, '')
}

/** `<Part><PartNumber>1</PartNumber><ETag>"…"</ETag></Part>`, in any order of the two. */
function namedParts(body: Buffer): { number: number; etag: string }[] {
  const parts = elements(body.toString('utf8'), 'Part').map((part) => ({
    number: Number(elements(part, 'PartNumber')[0]),
    etag: (elements(part, 'ETag')[0] ?? '').replaceAll(/&quot;|&#34;|"/g, ''),
  }))
  if (parts.length === 0) throw refuse('InvalidRequest', 'You must specify at least one part')
  if (parts.every(({ number }) => number > 0)) return parts
  throw refuse(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  )
}

const complete: Operation = (input, call) => {
  const upload = uploadOf(input, call)
  const named = namedParts(input.Body)
  if (named.some(({ number }, at) => at > 0 && number <= (named[at - 1]?.number ?? 0)))
    throw refuse(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
      { UploadId: input.UploadId },
    )
  const bodies = named.map(({ number, etag }) => {
    const part = upload.parts.get(number)
    if (part?.etag === `"${etag}"`) return part.body
    throw refuse(
      'InvalidPart',
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
      { UploadId: input.UploadId, PartNumber: number, ETag: etag },
    )
  })
  const small = bodies.slice(0, -1).findIndex((body) => body.length < leastPartBytes)
  if (small >= 0)
    throw refuse('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      ProposedSize: bodies[small]?.length,
      MinSizeAllowed: leastPartBytes,
      PartNumber: named[small]?.number,
      ETag: named[small]?.etag,
    })
  const bucket = bucketOf(input, call)
  const stored = putObject(bucket, upload.key, Buffer.concat(bodies), upload.contentType)
  stored.etag = `"${md5(Buffer.concat(bodies.map((body) => Buffer.from(md5(body), 'hex'))))}-${bodies.length}"`
  Object.assign(stored, { described: upload.described, tags: upload.tags })
  bucket.uploads.delete(input.UploadId)
  return document(
    'CompleteMultipartUploadResult',
    [
      toXml('Location', `https://${bucket.name}.s3.${bucket.region}.${dnsSuffixOf(bucket.region)}/${upload.key}`),
      toXml('Bucket', bucket.name),
      toXml('Key', upload.key),
      toXml('ETag', stored.etag),
    ].join(''),
    encrypted,
  )
}

const abort: Operation = (input, call) => {
  uploadOf(input, call)
  bucketOf(input, call).uploads.delete(input.UploadId)
  return new RawResponse(204, {}, '')
}

export const uploadOperations: Record<string, Operation> = {
  CreateMultipartUpload: create,
  UploadPart: uploadPart,
  CompleteMultipartUpload: complete,
  AbortMultipartUpload: abort,
}

const path = '/{Bucket}/{Key+}'
const ofUpload = { path, rawBody: 'Body', marker: 'uploadId' } as const
const uploadId = { uploadId: { member: 'UploadId' } }

/** All but the last are written under the permission to put. */
export const uploadRoutes: Route[] = [
  {
    operation: 'CreateMultipartUpload',
    method: 'POST',
    path,
    rawBody: 'Body',
    marker: 'uploads',
    action: 's3:PutObject',
    header: { 'content-type': 'ContentType' },
  },
  {
    ...ofUpload,
    operation: 'UploadPart',
    method: 'PUT',
    action: 's3:PutObject',
    header: { 'content-encoding': 'ContentEncoding', 'x-amz-checksum-crc32': 'ChecksumCRC32' },
    query: { ...uploadId, partNumber: { member: 'PartNumber', type: 'integer' } },
  },
  { ...ofUpload, operation: 'CompleteMultipartUpload', method: 'POST', action: 's3:PutObject', query: uploadId },
  { ...ofUpload, operation: 'AbortMultipartUpload', method: 'DELETE', query: uploadId },
]
