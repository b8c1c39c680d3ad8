import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fail, ok } from '@/lib/result'
import { sendCall } from '../call/send-call'
import { type ToSign, withSignature, withToken } from './authorize-as'

const url = 'https://abc.execute-api.us-east-1.amazonaws.com/prod/iris'
const { signal } = new AbortController()
afterEach(() => vi.unstubAllGlobals())

/** The network as the browser meets it: what was sent. */
function sending() {
  const sent: { url: string; headers: Record<string, string> }[] = []
  vi.stubGlobal('fetch', async (to: string, { headers }: { headers: Record<string, string> }) => {
    sent.push({ url: to, headers })
    return new Response('setosa')
  })
  return sent
}

describe('a signed request', () => {
  it('shows the signer its method, query and the hash of its body, and goes where the signer says', async () => {
    const sent = sending()
    const signed: ToSign[] = []
    const sign = withSignature(async (one) => {
      signed.push(one)
      return ok({ url: `${url}?signed`, headers: { authorization: 'AWS4-HMAC-SHA256', 'x-amz-date': 'now' } })
    })
    const body = '5.1,3.5,ü'
    await sendCall(await sign({ method: 'GET', url: 'https://evil.example/?data=5.1,3.5' }), signal)
    await sendCall(await sign({ method: 'POST', url, body }), signal)
    await sendCall(await sign({ method: 'POST', url, body: new Blob([body]) }), signal)
    const bodySha256 = createHash('sha256').update(body).digest('hex')
    expect(signed).toEqual([
      { method: 'GET', query: 'data=5.1,3.5', bodySha256: undefined },
      { method: 'POST', query: '', bodySha256 },
      { method: 'POST', query: '', bodySha256 },
    ])
    expect(sent.map((one) => one.url)).toEqual([`${url}?signed`, `${url}?signed`, `${url}?signed`])
    expect(sent[1]?.headers).toMatchObject({ 'content-type': 'text/csv', 'x-amz-date': 'now' })
  })

  it('that was not signed is not sent, and says why', async () => {
    const sent = sending()
    const sign = withSignature(async () => fail({ code: 'forbidden', message: 'Your role is viewer.', remedy: 'Ask.' }))
    const outcome = await sendCall(await sign({ method: 'GET', url }), signal)
    expect(outcome).toMatchObject({ kind: 'unreachable', why: { cause: 'Your role is viewer.', remedy: 'Ask.' } })
    expect(sent).toEqual([])
  })

  it('with a body is not even tried where the browser has no SHA-256', async () => {
    vi.stubGlobal('crypto', {})
    const call = await withSignature(async () => ok({ url, headers: {} }))({ method: 'POST', url, body: 'a' })
    expect(call.notSent?.remedy).toContain('https')
  })
})

it('a token goes with the request, and nothing where there is none', async () => {
  const sent = sending()
  await sendCall(await withToken('abc')({ method: 'GET', url }), signal)
  await sendCall(await withToken('')({ method: 'GET', url }), signal)
  expect(sent.map(({ headers }) => headers.authorization)).toEqual(['abc', undefined])
})
