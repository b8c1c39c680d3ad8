/**
 * An object in parts, each of which fits a server action.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
 */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { Upload } from './types'

export interface ObjectPlace {
  bucket: string
  key: string
}

/** @returns the upload's id. Throws AWS's errors: NoSuchBucket, AccessDenied on s3:PutObject. */
export async function openUpload(s3: S3Client, { bucket, key }: ObjectPlace): Promise<string> {
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket: bucket, Key: key, ContentType: 'text/csv' }),
  )
  if (!UploadId) throw new Error('CreateMultipartUpload answered without an id')
  return UploadId
}

/** @param number from 1. @returns the part's ETag */
export async function sendPart(
  s3: S3Client,
  { bucket, key }: ObjectPlace,
  part: { uploadId: string; number: number; bytes: Uint8Array },
): Promise<string> {
  const { ETag } = await s3.send(
    new UploadPartCommand({
      Bucket: bucket,
      Key: key,
      UploadId: part.uploadId,
      PartNumber: part.number,
      Body: part.bytes,
    }),
  )
  if (!ETag) throw new Error('UploadPart answered without an ETag')
  return ETag
}

export async function closeUpload(s3: S3Client, { bucket, key }: ObjectPlace, { id, etags }: Upload): Promise<void> {
  const Parts = etags.map((ETag, at) => ({ ETag, PartNumber: at + 1 }))
  await s3.send(
    new CompleteMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: id, MultipartUpload: { Parts } }),
  )
}

/** Parts of an upload that nobody completes are paid for. One that is gone is as good as abandoned. */
export async function abandonUpload(s3: S3Client, { bucket, key }: ObjectPlace, id: string): Promise<void> {
  await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: id })).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'NoSuchUpload')) throw error
  })
}
