import { describe, expect, it } from 'vitest'
import type { CallResponse } from './call'
import { explain } from './explain'

const response = (status: number, text: string, more: Partial<CallResponse> = {}): CallResponse => ({
  kind: 'response',
  status,
  contentType: 'application/json',
  text,
  latencyMs: 5,
  serverTiming: null,
  ...more,
})

describe('an answer', () => {
  it('that is a prediction needs no explanation', () => {
    expect(explain(response(200, '0.9'))).toBeUndefined()
  })
  it('of the handler is explained in its own words', () => {
    const text = '{"code":"model_refused","message":"Feature shape mismatch, expected: 4, got 3","requestId":"a"}'
    expect(explain(response(400, text))).toMatchObject({
      title: 'The URL answered 400.',
      cause: 'Feature shape mismatch, expected: 4, got 3',
    })
  })
  it.each([
    ['model_refused', 'Feature shape mismatch, expected: 4, got 5', /trained with 4 columns.*Leave one column out/],
    ['model_refused', 'Input payload must contain text_inputs key.', /“text_inputs”/],
    ['model_refused', "Need to pass custom_attributes='accept_eula=true' as part of header.", /accept_eula=True/],
    ['component_needed', 'This URL asks for a part of its model that is not there.', /inference component as Target/],
    ['model_refused', 'something new', /^$/],
  ])('of the container says the one change that helps: %s %s', (code, message, remedy) => {
    const explained = explain(response(400, JSON.stringify({ code, message, requestId: 'a' })))
    expect(explained).toMatchObject({ cause: message, remedy: expect.stringMatching(remedy) })
  })
  it('of the handler itself gets no advice about models', () => {
    const message = 'The body says application/json and is not JSON. Expecting value: line 1 column 1'
    expect(explain(response(400, JSON.stringify({ code: 'invalid_json', message })))?.remedy).toBe('')
  })
  it.each([
    [403, '{"message":"Missing Authentication Token"}', /not deployed/],
    [403, '{"message":"Forbidden"}', /disabled, revoked, or so new that it is not active yet/],
    [413, '{"message":"Request Too Long"}', /larger/],
    [429, '{"message":"Too Many Requests"}', /throttle/],
    [429, '{"message":"Limit Exceeded"}', /quota of today/],
    [500, '{"message":"Internal server error"}', /is not allowed to call the function/],
    [502, '{"message":"Internal server error"}', /function failed/],
    [504, '{"message":"Endpoint request timed out"}', /29 seconds/],
    [418, 'no json', /says no more/],
  ])('of the gateway, %i %s', (status, text, cause) => {
    const explained = explain(response(status, text))
    expect(explained?.cause).toMatch(cause)
    expect(explained?.remedy).toBeTruthy()
  })
  it('names the wait that the gateway requires', () => {
    expect(explain(response(429, '{}', { retryAfter: '3' }))?.remedy).toContain('Wait 3 s')
  })
  it('that never came is the network, CORS or time', () => {
    expect(explain({ kind: 'unreachable', timedOut: false, latencyMs: 3 })?.cause).toContain('CORS')
    expect(explain({ kind: 'unreachable', timedOut: true, latencyMs: 3 })?.title).toContain('65 seconds')
  })
})
