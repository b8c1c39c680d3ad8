/** A real HTTP server in the runtime endpoint's place, which checks signatures with AWS's own signer. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'

interface ReceivedRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer
  signed: boolean
}

export interface PlannedResponse {
  status?: number
  headers?: Record<string, string>
  body?: string | Buffer
  /** Closes the connection without a word. */
  hangUp?: boolean
  /** Never answers. */
  silent?: boolean
  /** Takes the answer after its head: writes, waits, ends or breaks it off. */
  write?: (response: ServerResponse) => void
}

export const credentials = {
  accessKeyId: 'ASIAEXAMPLEEXAMPLE12',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  sessionToken: 'IQoJb3JpZ2luX2VjEXAMPLE//////////token==',
}

export async function startRuntime() {
  const received: ReceivedRequest[] = []
  let responses: PlannedResponse[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    received.push({
      method: request.method ?? '',
      path: request.url ?? '',
      headers,
      body,
      signed: await isSigned(request, headers, body),
    })
    const reply = (responses.length > 1 ? responses.shift() : responses[0]) ?? {}
    if (reply.hangUp) return request.socket.destroy()
    if (reply.silent) return undefined
    response.writeHead(reply.status ?? 200, { 'content-type': 'text/csv', ...reply.headers })
    if (reply.write) return reply.write(response)
    return response.end(reply.body ?? '0.43\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    /** What the next requests get, in order; the last one stays. */
    respondWith(...next: PlannedResponse[]) {
      received.length = 0
      responses = next
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

async function isSigned(request: IncomingMessage, headers: Record<string, string>, body: Buffer): Promise<boolean> {
  const { authorization = '', 'x-amz-date': date = '' } = headers
  const names = authorization.match(/SignedHeaders=([^,]+)/)?.[1]?.split(';') ?? []
  const signer = new SignatureV4({
    credentials,
    region: 'eu-central-1',
    service: authorization.match(/\/(\w+)\/aws4_request/)?.[1] ?? '',
    sha256: Sha256,
    applyChecksum: false,
  })
  const signed = await signer.sign(
    {
      method: request.method ?? '',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: request.url ?? '',
      headers: Object.fromEntries(
        names
          .filter((name) => !['x-amz-date', 'x-amz-security-token'].includes(name))
          .map((name) => [name, headers[name] ?? '']),
      ),
      body: new Uint8Array(body),
    },
    { signingDate: new Date(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')) },
  )
  return names.includes('x-amz-security-token') && signed.headers.authorization === authorization
}
