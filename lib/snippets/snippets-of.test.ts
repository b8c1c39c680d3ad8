import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { FeatureContract } from '../model/contract/contract'
import { plainRequest, type RequestShape } from '../model/requests/request-shape'
import { callerHeadersOf } from './caller-headers'
import { snippetsOf } from './snippets-of'

const url = 'https://a1b2c3.execute-api.us-east-1.amazonaws.com/prod/mood'
const of = (
  contract: Partial<FeatureContract>,
  request: Partial<RequestShape> = {},
  headers?: Record<string, string>,
) =>
  snippetsOf(
    { features: [], ...contract },
    { invokeUrl: url, queryParameter: 'data', request: { ...plainRequest, ...request } },
    '1,2',
    headers,
  )
/** What a shell makes of it. */
const argumentsOf = (curl: string) =>
  execFileSync('sh', ['-c', curl.replace(/^curl/, `printf '%s\\n'`)], { encoding: 'utf8' })
    .trimEnd()
    .split('\n')

describe('a call from code', () => {
  it('has the row in its query where the model takes rows', () => {
    expect(of({}).curl).toBe(`curl '${url}?data=1,2'`)
  })
  const features = [
    { name: 'a b', type: 'number' as const },
    { name: 'c', type: 'text' as const },
  ]
  const json = '{"a b":1,"c":"2"}'
  const header = ['-H', 'content-type: application/json', '--data-raw']
  it.each<[Partial<RequestShape>, string[]]>([
    [{ methods: 'post' }, [url, '-H', 'content-type: text/csv', '--data-raw', '1,2']],
    [{ methods: 'post', required: true }, ['-X', 'POST', `${url}?data=1,2`]],
    [{ form: 'named', methods: 'get' }, [`${url}?a_b=1&c=2`]],
    [{ form: 'named', methods: 'post' }, [url, ...header, json]],
  ])('follows what is allowed: %o', (request, expected) => {
    expect(argumentsOf(of({ features }, request).curl)).toEqual(expected)
  })
  it('has the names, and the same as JSON, where both are taken', () => {
    const { curl, python, javascript } = of({ features }, { form: 'named' })
    const [first = '', second = ''] = curl.split(/\n\n# .*\n/)
    expect([argumentsOf(first), argumentsOf(second)]).toEqual([[`${url}?a_b=1&c=2`], [url, ...header, json]])
    expect(python).toContain('params={\n        "a_b": "1",\n        "c": "2",\n    },')
    expect(javascript).toContain('url.searchParams.set("a_b", "1")\nurl.searchParams.set("c", "2")')
  })
  it.each<[Partial<FeatureContract>, string, string]>([
    [
      { input: { kind: 'text', wrap: 'inputs', parameters: [] }, examples: [{ name: 'a', value: `it's "so"` }] },
      'content-type: application/json',
      JSON.stringify({ inputs: `it's "so"` }),
    ],
    [{ input: { kind: 'text', wrap: 'plain', parameters: [] } }, 'content-type: text/plain', 'Your text'],
    [
      { input: { kind: 'chat', parameters: [], stream: true } },
      'content-type: application/json',
      '{"messages":[{"role":"user","content":"Your question"}],"stream":true}',
    ],
    [{ input: { kind: 'json', example: '[1]' } }, 'content-type: application/json', '[1]'],
    [
      { input: { kind: 'image', contentType: 'application/x-image' } },
      'content-type: application/x-image',
      '@picture.png',
    ],
    [{ input: { kind: 'audio', contentType: 'audio/*' } }, 'content-type: audio/wav', '@recording.wav'],
  ])('%j', (contract, header, body) => {
    expect(argumentsOf(of(contract).curl)).toEqual([url, '-H', header, expect.stringMatching(/^--data-/), body])
  })
  it.each<Partial<FeatureContract>>([
    {},
    { input: { kind: 'text', wrap: 'plain', parameters: [] } },
    { input: { kind: 'image', contentType: 'image/png' } },
  ])('names the header of an API key, and never a key: %j', (contract) => {
    const snippets = of(contract, {}, callerHeadersOf({ kind: 'key' }))
    expect(argumentsOf(snippets.curl)).toContain('x-api-key: YOUR_API_KEY')
    expect(snippets.python).toMatch(/headers=\{[^}]*"x-api-key": "YOUR_API_KEY"/)
    expect(snippets.javascript).toMatch(/headers: \{[^}]*"x-api-key": "YOUR_API_KEY"/)
  })
})
