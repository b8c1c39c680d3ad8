/** What a request to S3 can name that the sandbox has no operation for. */
import { withBucket } from '../../kernel/routes'

/** The subresources of S3's operations: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
const subresources = new Set([
  'abac',
  'accelerate',
  'acl',
  'analytics',
  'annotation',
  'attributes',
  'cors',
  'delete',
  'encryption',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'lifecycle',
  'location',
  'logging',
  'metadataAnnotationTable',
  'metadataConfiguration',
  'metadataInventoryTable',
  'metadataJournalTable',
  'metadataTable',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'renameObject',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'session',
  'tagging',
  'torrent',
  'versionId',
  'versioning',
  'versions',
  'website',
])

/** A copy is its source's content, which no body has: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
const isCopy = (headers: Record<string, string>) => headers['x-amz-copy-source'] !== undefined

/** A part of an object can be read by its number; to write one has an operation of its own. */
const isPartRead = (query: URLSearchParams) => query.has('partNumber') && !query.has('uploadId')

/** Says that another operation than that of the path is wanted: to delete tags is not to delete the object. */
export function lacksOperation(request: { path: string; rawQuery: string; headers: Record<string, string> }): boolean {
  const query = new URLSearchParams(request.rawQuery)
  // Of a bucket it is another operation.
  const isOfObject = /^\/[^/]+\/./.test(withBucket({ ...request }))
  return (
    isCopy(request.headers) ||
    isPartRead(query) ||
    [...query.keys()].some((name) => subresources.has(name) && !(name === 'tagging' && isOfObject))
  )
}
