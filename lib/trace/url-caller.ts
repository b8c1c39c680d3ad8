/** What the public URL asks of its callers, as far as the console can bear it; and where the console is refused as was wished. */
import { createHash } from 'node:crypto'
import { signRequest } from '../aws/sign-request'
import { readPlaygroundKey } from '../keys/playground-key'
import { isKeptOut } from '../wiring/allow-list'
import type { WiringContext } from '../wiring/context'
import type { WiringSpec } from '../wiring/spec'

interface Request {
  method: string
  url: string
  headers: Record<string, string>
  body?: Uint8Array
}

/** Headers beside the event's own, which win: a person may try another key or token. */
export async function callerHeadersFor(
  { clients }: Pick<WiringContext, 'clients'>,
  spec: WiringSpec | undefined,
  { method, url, headers, body }: Request,
): Promise<Record<string, string>> {
  if (spec?.access.kind === 'key' && !headers['x-api-key']) {
    const key = await readPlaygroundKey(clients, spec.endpointName)
    return key ? { 'x-api-key': key } : {}
  }
  if (spec?.access.kind !== 'iam' || headers.authorization) return {}
  const bodySha256 = body && createHash('sha256').update(body).digest('hex')
  return signRequest(clients, { method, url, bodySha256 })
}

/** Why a refusal is no fault of the wiring; undefined where it is one. */
export function refusedOnPurpose(
  spec: WiringSpec | undefined,
  headers: Record<string, string>,
  answer: { status: number; body: string },
): string | undefined {
  if (spec?.access.kind === 'cognito' && answer.status === 401 && !headers.authorization)
    return 'A user pool guards this URL, and the console has no token of it: put one into the event as its Authorization header.'
  if (spec && spec.allowedIps.length > 0 && isKeptOut(answer))
    return "The allow-list keeps the console's own address out, as it was deployed: call the URL from an address of the list."
  return undefined
}
