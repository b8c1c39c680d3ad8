/** Objects in S3, read with a cap on their size. https://docs.aws.amazon.com/AmazonS3/latest/API/ */
import { GetObjectCommand, type GetObjectCommandOutput, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'

/** Holds the beginning of an object, or all of it. */
export interface S3Text {
  uri: string
  bytes: Uint8Array
  /** ISO 8601. */
  modifiedAt?: string
  /** The object is larger than what was read. */
  cut: boolean
}

/** `s3://bucket/key` → bucket and key; undefined for what is no such address. */
export function splitUri(uri: string): { bucket: string; key: string } | undefined {
  const [, bucket, key] = uri.match(/^s3:\/\/([^/]+)(?:\/(.*))?$/) ?? []
  return bucket === undefined ? undefined : { bucket, key: key ?? '' }
}

/** Throws AWS's errors: NoSuchKey, NoSuchBucket, AccessDenied. Undefined for what is no address in S3. */
export async function readObject(s3: S3Client, uri: string, mostBytes: number): Promise<S3Text | undefined> {
  const place = splitUri(uri)
  if (!place?.key) return undefined
  const { Body, ContentRange, LastModified } = await s3
    .send(new GetObjectCommand({ Bucket: place.bucket, Key: place.key, Range: `bytes=0-${mostBytes - 1}` }))
    .catch((error: unknown): Partial<GetObjectCommandOutput> => {
      // An empty object has no first byte: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
      if (error instanceof Error && error.name === 'InvalidRange') return {}
      throw error
    })
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array()
  const size = Number(ContentRange?.split('/')[1] ?? bytes.length)
  return { uri, bytes, modifiedAt: LastModified?.toISOString(), cut: size > bytes.length }
}

/** Folders that are named by date sort by date, so the last one at each level leads to what is newest. */
const deepest = 8
/** Lists that are read before what was found has to do. */
const mostLists = 12

/** The newest objects below an address whose folders are named by date, newest last; from several folders if one has few. */
export async function latestObjects(s3: S3Client, uri: string, count: number): Promise<string[]> {
  const place = splitUri(uri)
  if (!place) return []
  const { bucket, key } = place
  let lists = 0
  const newest = async (prefix: string, wanted: number, depth: number): Promise<string[]> => {
    lists += 1
    const { Contents = [], CommonPrefixes = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: '/' }),
    )
    if (CommonPrefixes.length === 0) return Contents.flatMap(({ Key }) => Key ?? []).slice(-wanted)
    let found: string[] = []
    for (const { Prefix } of CommonPrefixes.toReversed()) {
      if (!Prefix || depth >= deepest || found.length >= wanted || lists >= mostLists) break
      found = [...(await newest(Prefix, wanted - found.length, depth + 1)), ...found]
    }
    return found
  }
  const keys = await newest(key === '' || key.endsWith('/') ? key : `${key}/`, count, 1)
  return keys.map((one) => `s3://${bucket}/${one}`)
}
