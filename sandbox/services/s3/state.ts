/** Buckets and their objects. A bucket's name is known in all regions; here it is looked for within its account. */
import type { World } from '../../kernel/types'

export interface StoredObject {
  body: Buffer
  contentType: string
  modifiedAt: number
  etag: string
}

export interface Bucket {
  name: string
  createdAt: number
  /** By key. */
  objects: Map<string, StoredObject>
}

export const s3State = (world: World, accountId: string): Map<string, Bucket> =>
  world.state('s3', accountId, 'aws-global', () => new Map<string, Bucket>())
