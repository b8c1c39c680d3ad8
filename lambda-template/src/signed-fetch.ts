/** Calls of AWS, signed by hand: a bundle of a few KB starts twice as fast as one with the SDK's clients in it. */
import { AwsV4Signer } from 'aws4fetch'
import type { Environment } from './environment'
import { type Failure, misconfigured } from './errors'

export interface SignedRequest {
  service: 'sagemaker' | 's3'
  method: 'GET' | 'POST' | 'PUT'
  url: string
  headers: Record<string, string>
  body?: Uint8Array<ArrayBuffer>
  signal: AbortSignal
}

/** Signing keys of the day, by secret and region. */
const signingKeys = new Map<string, ArrayBuffer>()

/** @returns what is missing to call AWS at all */
export function unset({ AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }: Environment): Failure | undefined {
  if (!AWS_REGION) return misconfigured('AWS_REGION')
  return AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY ? undefined : misconfigured("the role's session")
}

/** Throws what `fetch` throws. */
export async function signedFetch({ signal, ...request }: SignedRequest, env: Environment): Promise<Response> {
  const signer = new AwsV4Signer({
    ...request,
    accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    sessionToken: env.AWS_SESSION_TOKEN,
    region: env.AWS_REGION,
    cache: signingKeys,
  })
  const { url, headers } = await signer.sign()
  return send(url, { method: request.method, headers, body: request.body, signal })
}

/**
 * While Lambda freezes the process between two requests, the other side closes kept connections unseen; the first
 * request after it meets a dead socket, and one more try a live one. An inference changes nothing, so calling twice is safe.
 */
async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted || !isClosedSocket(error)) throw error
    return fetch(url, init)
  }
}

function isClosedSocket(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE'
}
