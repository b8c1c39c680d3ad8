/** Buckets and their objects. A bucket's name is known in all regions; here it is looked for within its account. */
import type { World } from '../../kernel/types'

/** Key and value, in the order in which they came. */
export type ObjectTag = [key: string, value: string]

export interface StoredObject {
  body: Buffer
  contentType: string
  modifiedAt: number
  etag: string
  /** What the client said of it, by header: `x-amz-meta-…`, `cache-control` and the like. */
  described?: Record<string, string>
  tags?: ObjectTag[]
  /** CRC32 in base64, where the client sent one. */
  checksum?: string
}

/** Parts of an object that is not there until they are put together. */
export interface Upload {
  key: string
  contentType?: string
  described?: Record<string, string>
  tags?: ObjectTag[]
  /** By part number. */
  parts: Map<number, { body: Buffer; etag: string }>
}

export interface Bucket {
  name: string
  region: string
  createdAt: number
  /** By upload id. */
  uploads: Map<string, Upload>
  /** By key. */
  objects: Map<string, StoredObject>
}

export const s3State = (world: World, accountId: string): Map<string, Bucket> =>
  world.state('s3', accountId, 'aws-global', () => new Map<string, Bucket>())
