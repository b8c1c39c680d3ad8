/**
 * Signs one request to an AWS_IAM method with the credentials that the clients have. Nothing of the secret key leaves: a
 * signature holds for five minutes and for this method, address, query and body only. The session token of temporary
 * credentials is among the headers, as AWS requires; it names the session, and signs nothing without the key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
import { AwsV4Signer } from 'aws4fetch'
import type { AwsClients } from './client/create-clients'

/** Holds a request that is to be signed. */
export interface Unsigned {
  method: string
  url: string
  body?: string | Uint8Array<ArrayBuffer>
  /** In place of the body: its SHA-256 in hex, where the body is somebody else's to send. */
  bodySha256?: string
}

/** @returns the headers that the request needs beside its own */
export async function signRequest(
  clients: Pick<AwsClients, 'apiGateway'>,
  { method, url, body, bodySha256 }: Unsigned,
): Promise<Record<string, string>> {
  const { config } = clients.apiGateway
  const [credentials, region] = await Promise.all([config.credentials(), config.region()])
  const { accessKeyId, secretAccessKey, sessionToken } = credentials
  const signer = new AwsV4Signer({
    accessKeyId,
    secretAccessKey,
    sessionToken,
    service: 'execute-api',
    region,
    method,
    url,
    body,
    headers: bodySha256 === undefined ? {} : { 'x-amz-content-sha256': bodySha256 },
  })
  const { headers } = await signer.sign()
  // The sender's client sets the host itself.
  headers.delete('host')
  return Object.fromEntries(headers)
}
