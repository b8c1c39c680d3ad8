/** What S3 keeps, put there by other services of the sandbox and by its own operations. */
import { createHash } from 'node:crypto'
import type { World } from '../../kernel/types'
import { type Bucket, type StoredObject, s3State } from './state'

/** @param region where it is made, if it is not there yet */
export function bucketNamed(world: World, accountId: string, name: string, region = 'us-east-1'): Bucket {
  const state = s3State(world, accountId)
  const bucket = state.get(name) ?? { name, region, createdAt: Date.now(), uploads: new Map(), objects: new Map() }
  state.set(name, bucket)
  return bucket
}

export function putObject(
  bucket: Bucket,
  key: string,
  body: Buffer,
  contentType = 'binary/octet-stream',
  modifiedAt = Date.now(),
): StoredObject {
  const etag = `"${createHash('md5').update(body).digest('hex')}"`
  const stored = { body, contentType, modifiedAt, etag }
  bucket.objects.set(key, stored)
  return stored
}

/** `s3://bucket/key/of/it` → bucket and key. */
export function splitUri(uri: string): { bucket: string; key: string } {
  const [, bucket = '', key = ''] = uri.match(/^s3:\/\/([^/]+)(?:\/(.*))?$/) ?? []
  return { bucket, key }
}
