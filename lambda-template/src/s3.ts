/** Two operations of S3. https://docs.aws.amazon.com/AmazonS3/latest/API/ */
import { createHash } from 'node:crypto'
import { domainOf, type Environment } from './environment'
import { signedFetch } from './signed-fetch'

/** What went wrong, with S3's own code: `AccessDenied`, `NoSuchBucket`. */
export class S3Error extends Error {
  constructor(
    readonly code: string,
    readonly action: string,
  ) {
    super(`${action}: ${code}`)
  }
}

export interface StoredObject {
  body: Uint8Array
  contentType: string
}

/** Throws S3Error, and what `fetch` throws. */
export async function putObject(
  uri: string,
  { body, contentType }: { body: Uint8Array<ArrayBuffer>; contentType: string },
  env: Environment,
  signal: AbortSignal,
): Promise<void> {
  const headers = { 'Content-Type': contentType, 'X-Amz-Content-Sha256': sha256(body) }
  const url = urlOf(uri, env)
  const response = await signedFetch({ service: 's3', method: 'PUT', url, headers, body, signal }, env)
  const text = await response.text()
  if (!response.ok) throw new S3Error(codeOf(text, response.status), 's3:PutObject')
}

/**
 * Undefined where there is no such object. Who cannot list the bucket gets 403 for it, and which action it was that
 * they lack. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export async function getObject(uri: string, env: Environment, signal: AbortSignal): Promise<StoredObject | undefined> {
  const headers = { 'X-Amz-Content-Sha256': sha256('') }
  const url = urlOf(uri, env)
  const response = await signedFetch({ service: 's3', method: 'GET', url, headers, signal }, env)
  const body = new Uint8Array(await response.arrayBuffer())
  if (response.ok) return { body, contentType: response.headers.get('content-type') ?? 'application/octet-stream' }
  const text = new TextDecoder().decode(body)
  const code = codeOf(text, response.status)
  const denied = text.match(/not authorized to perform: (\S+)/)?.[1] ?? 's3:ListBucket'
  if (code === 'NoSuchKey' || (code === 'AccessDenied' && denied === 's3:ListBucket')) return undefined
  throw new S3Error(code, code === 'AccessDenied' ? denied : 's3:GetObject')
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

const codeOf = (xml: string, status: number): string => xml.match(/<Code>(\w+)<\/Code>/)?.[1] ?? String(status)

/** By path where the host could not name the bucket: a dot in it breaks TLS, and another endpoint has hosts of its own. */
function urlOf(uri: string, env: Environment): string {
  const [, bucket = '', key = ''] = uri.match(/^s3:\/\/([^/]+)\/(.*)$/) ?? []
  const region = env.AWS_REGION ?? ''
  const path = key.split('/').map(encodeURIComponent).join('/')
  const own = (env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL)?.replace(/(?<!\/)\/+$/, '')
  const host = `s3.${region}.${domainOf(env)}`
  if (own || bucket.includes('.')) return `${own ?? `https://${host}`}/${bucket}/${path}`
  return `https://${bucket}.${host}/${path}`
}
