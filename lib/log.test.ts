import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { describe, expect, inject, it } from 'vitest'
import { createLog } from './log'

const secret = 'wJalrXUtnFEMI-K7MDENG-bPxRfiCY'

/** What reaches standard output of one line. */
function written(fields: object): string {
  const lines: string[] = []
  createLog('info', { write: (line) => lines.push(line) }).info(fields, 'action')
  return lines.join('')
}

describe('a log line', () => {
  it.each([
    ['at the top', { secretAccessKey: secret }],
    ['one deep', { credentials: { sessionToken: secret } }],
    ['two deep', { client: { credentials: { secretAccessKey: secret, accessKeyId: secret } } }],
    ['in headers', { request: { headers: { authorization: secret, cookie: secret } } }],
    ['in a header of a caller', { request: { headers: { 'x-api-key': secret } } }],
    ['in the header of a bearer', { request: { headers: { Authorization: `Bearer ${secret}` } } }],
    ['of a caller', { apiKey: secret }],
    ['in an error', { err: Object.assign(new Error('refused'), { token: secret }) }],
    ['of a next-auth token', { session: { token: secret, password: secret } }],
  ])('holds no secret %s', (_, fields) => {
    const line = written(fields)
    expect(line).toContain('[redacted]')
    expect(line).not.toContain(secret)
  })

  it("holds nothing of the keys that signed a refused call, and AWS's request id", async () => {
    const { url, region, accessKeyId } = inject('sandbox')
    const lambda = new LambdaClient({
      region,
      endpoint: url,
      credentials: { accessKeyId, secretAccessKey: secret },
      maxAttempts: 1,
    })
    const err: unknown = await lambda.send(new ListFunctionsCommand({})).catch((error: unknown) => error)
    lambda.destroy()
    const line = written({ event: 'list', err })
    expect(line).toContain('InvalidSignatureException')
    expect(line).toMatch(/"requestId":"[0-9a-f-]{36}"/)
    expect(line).not.toContain(secret)
    expect(line).not.toContain(accessKeyId)
  })
})
