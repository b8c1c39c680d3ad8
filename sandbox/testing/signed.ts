/** Signs requests to invoke URLs as any client of AWS does, and leaves sending them to the test. */
import { AwsV4Signer } from 'aws4fetch'

interface Keys {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

interface Sent {
  method?: string
  body?: string
  headers?: Record<string, string>
  /** `20261124T100000Z`; now unless given. */
  datetime?: string
  region?: string
  service?: string
}

export async function signed(
  keys: Keys,
  url: string,
  { method = 'GET', region = 'us-east-1', service = 'execute-api', ...sent }: Sent = {},
) {
  const request = await new AwsV4Signer({ ...keys, ...sent, url, method, region, service }).sign()
  return { method, headers: request.headers, ...(sent.body === undefined ? {} : { body: sent.body }) }
}
