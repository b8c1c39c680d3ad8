import { describe, expect, it } from 'vitest'
import { isLoopback, parseConfig } from './config'

const good = {
  NEXTAUTH_URL: 'http://127.0.0.1:3000',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  AWS_REGION: 'us-east-1',
}

describe('parseConfig', () => {
  it('puts AWS_REGION first and drops repeats', () => {
    const config = parseConfig({ ...good, PORTICO_REGIONS: 'eu-west-1, us-east-1,' })
    expect(config.aws.regions).toEqual(['us-east-1', 'eu-west-1'])
    expect(config.auth.origin).toBe('http://127.0.0.1:3000')
    expect(config.auth.demoSignIn).toBe(false)
  })

  it('treats an empty variable as absent', () => {
    expect(parseConfig({ ...good, AWS_ENDPOINT_URL: '', PORTICO_ACCOUNT_NAME: '' }).aws.endpointUrl).toBeUndefined()
  })

  it.each([
    ['no endpoint', undefined],
    ['AWS itself', 'https://sagemaker.us-east-1.amazonaws.com'],
    ['a private address', 'http://10.0.0.5:4566'],
    ['a name that only begins like loopback', 'http://localhost.example.com'],
  ])('refuses demo people with %s', (_, url) => {
    expect(() => parseConfig({ ...good, DEMO_SIGN_IN: '1', AWS_ENDPOINT_URL: url })).toThrow(/DEMO_SIGN_IN/)
  })

  it('allows demo people on loopback', () => {
    expect(parseConfig({ ...good, DEMO_SIGN_IN: '1', AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }).auth.demoSignIn).toBe(
      true,
    )
  })

  it('names every variable at fault and never a value', () => {
    const secret = 'too-short-secret'
    try {
      parseConfig({ NEXTAUTH_SECRET: secret, INVOKE_URL_TEMPLATE: 'http://x/{stage}' })
      expect.unreachable()
    } catch (error) {
      const message = String(error)
      for (const name of ['NEXTAUTH_URL', 'NEXTAUTH_SECRET', 'AWS_REGION', 'INVOKE_URL_TEMPLATE'])
        expect(message).toContain(name)
      expect(message).not.toContain(secret)
    }
  })
})

describe('isLoopback', () => {
  it.each([
    ['http://localhost:1', true],
    ['http://[::1]:4566', true],
    ['http://127.3.2.1', true],
    ['http://127.0.0.1.nip.io', false],
    ['nonsense', false],
  ])('%s → %s', (url, expected) => expect(isLoopback(url)).toBe(expected))
})
