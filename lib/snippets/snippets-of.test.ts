import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { FeatureContract } from '../features/contract'
import { callerHeadersOf } from './caller-headers'
import { snippetsOf } from './snippets-of'

const url = 'https://a1b2c3.execute-api.us-east-1.amazonaws.com/prod/mood'
const of = (contract: Partial<FeatureContract>) => snippetsOf({ features: [], ...contract }, url, 'data', '1,2')
/** What a shell makes of it. */
const argumentsOf = (curl: string) =>
  execFileSync('sh', ['-c', curl.replace(/^curl/, `printf '%s\\n'`)], { encoding: 'utf8' })
    .trimEnd()
    .split('\n')

describe('a call from code', () => {
  it('has the row in its query where the model takes rows', () => {
    expect(of({}).curl).toBe(`curl '${url}?data=1,2'`)
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
    const snippets = snippetsOf({ features: [], ...contract }, url, 'data', '1,2', callerHeadersOf({ kind: 'key' }))
    expect(argumentsOf(snippets.curl)).toContain('x-api-key: YOUR_API_KEY')
    expect(snippets.python).toMatch(/headers=\{[^}]*"x-api-key": "YOUR_API_KEY"/)
    expect(snippets.javascript).toMatch(/headers: \{[^}]*"x-api-key": "YOUR_API_KEY"/)
  })
})
