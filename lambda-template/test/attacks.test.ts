/** What nobody should send is refused with a code and a sentence, or reaches the model unchanged. */
import { describe, expect, it } from 'vitest'
import { brokenBase64, type RequestCase, requestCases } from '../../cases/requests'
import { readEvent } from '../src/event'
import { readRequest } from '../src/request'
import { contractFrom } from '../src/request/contract'
import { readSettings } from '../src/settings'

const contract = contractFrom({
  features: [
    { name: 'a', type: 'number' },
    { name: 'b', type: 'number' },
    { name: 'note', type: 'text' },
  ],
})

const eventOf = ({ type, bytes, text, rows }: RequestCase) =>
  rows
    ? { httpMethod: 'GET', multiValueQueryStringParameters: { data: rows } }
    : {
        httpMethod: 'POST',
        headers: type ? { 'Content-Type': type } : null,
        body: bytes === undefined ? text : Buffer.from(bytes, 'latin1').toString('base64'),
        isBase64Encoded: bytes !== undefined,
      }

describe('with enforced columns', () => {
  it.each(requestCases)('$name', (one) => {
    const event = readEvent(eventOf(one))
    const env = { ENFORCE_COLUMNS: 'true', ...(one.named ? { REQUEST_FORM: 'named' } : {}) }
    const read = event && readRequest(event, { ...readSettings(env), contract })
    if (!read) throw new Error('No event')
    if (one.refused) {
      expect(read).toMatchObject({ ok: false, failure: { status: 400, code: one.refused } })
      expect(read.ok ? '' : read.failure.message).toMatch(/^[^\0]{20,900}\.$/)
      return
    }
    const given = one.bytes === undefined ? (one.text ?? '') : one.bytes
    const wanted = one.reaches?.body ?? given
    const encoding = one.bytes !== undefined && one.reaches?.body === undefined ? 'latin1' : 'utf8'
    expect(read.ok && [read.request.contentType, Buffer.from(read.request.body).toString(encoding)]).toEqual([
      one.reaches?.type,
      wanted,
    ])
  })

  it.each([
    ['1,2,x\n3,4,y', 2],
    ['a,b,note\n1,2,x\n3,4,y', 2],
    ['"B",a,note\r\n1,2,x', 1],
    ['1,2,x', 1],
  ])('%j has %i rows, without its header', (text, rows) => {
    const event = readEvent({ httpMethod: 'POST', headers: { 'Content-Type': 'text/csv' }, body: text })
    const read = event && readRequest(event, { ...readSettings({}), contract })
    expect(read?.ok && read.request.rows).toBe(rows)
  })

  it.each(brokenBase64)('a body that is no base64 is no event: %s', (body) =>
    expect(readEvent({ httpMethod: 'POST', body, isBase64Encoded: true })).toBeUndefined(),
  )
})
