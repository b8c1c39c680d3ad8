import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { FeatureContract } from '../model/contract/contract'
import { plainRequest } from '../model/requests/request-shape'
import { callerSnippets } from './caller-snippets'

const url = 'https://a1.execute-api.us-east-1.amazonaws.com/prod/iris'
const of = (contract: Partial<FeatureContract>, row = '5.1,3.5') =>
  callerSnippets(
    {
      contract: { features: [], ...contract },
      invokeUrl: url,
      queryParameter: 'data',
      request: plainRequest,
      region: 'us-east-1',
      needs: { kind: 'iam', scoped: false },
    },
    row,
  )
/** What a shell makes of it. */
const argumentsOf = (curl: string, env: Record<string, string>) =>
  execFileSync('sh', ['-c', curl.replace(/^curl/, `printf '%s\\n'`)], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
    .trimEnd()
    .split('\n')
const keys = { AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: 'se cret', AWS_SESSION_TOKEN: 'to/ken' }

describe('a signed call from code', () => {
  it('is signed by curl, with credentials from the environment', () => {
    expect(argumentsOf(of({}, `it's 1,2`).curl, keys)).toEqual([
      `${url}?data=it%27s%201%2C2`,
      '--aws-sigv4',
      'aws:amz:us-east-1:execute-api',
      '--user',
      'AKIA1:se cret',
      '-H',
      'x-amz-security-token: to/ken',
    ])
  })
  it('has its body and type', () => {
    const chat: Partial<FeatureContract> = { input: { kind: 'chat', parameters: [], stream: true } }
    const said = argumentsOf(of(chat).curl, keys)
    expect(said.slice(-4)).toEqual([
      '-H',
      'content-type: application/json',
      '--data-raw',
      expect.stringContaining('"messages"'),
    ])
    expect(of(chat).python).toContain('method="POST"')
    expect(of(chat).javascript).toContain('"content-type": "application/json"')
    const picture = of({ input: { kind: 'image', contentType: 'image/*' } })
    expect(picture.curl).toContain('--data-binary @picture.png')
    expect(picture.python).toContain('open("picture.png", "rb").read()')
    expect(picture.javascript).toContain('await readFile("picture.png")')
  })
  it('is signed for the service and region in every language', () => {
    const { python, javascript } = of({})
    expect(python).toContain('SigV4Auth(credentials, "execute-api", "us-east-1")')
    expect(javascript).toContain('service: "execute-api"')
    for (const snippet of Object.values(of({}))) expect(snippet).not.toMatch(/AKIA/)
  })
})

it.each([
  [false, 'authorization: YOUR_IDENTITY_TOKEN'],
  [true, 'authorization: YOUR_ACCESS_TOKEN'],
])('a user pool’s token goes as a header; scoped %s', (scoped, header) => {
  const called = {
    contract: { features: [] },
    invokeUrl: url,
    queryParameter: 'data',
    request: plainRequest,
    region: 'us-east-1',
  }
  expect(callerSnippets({ ...called, needs: { kind: 'cognito', scoped } }, '1').curl).toContain(`-H '${header}'`)
})
