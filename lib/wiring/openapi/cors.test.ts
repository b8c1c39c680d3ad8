/** Whose pages can read what the URL answers: the preflight, the gateway's own errors, the function's answers. */

import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { defaultSpec } from '../../spec/defaults'
import { withFields } from '../../spec/testing'
import { runDeploy } from '../engine'
import { testContext, unwrap } from '../testing'

const row = '5.1,3.5,1.4,0.2'
const own = 'http://localhost:3000'
let account: TestAccount
let url = ''
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

async function deploy(corsOrigins: string[]) {
  const spec = withFields(defaultSpec('iris-xgboost', 'Real-time'), { sampleRow: row, corsOrigins })
  const outcome = unwrap(await runDeploy(testContext(account), spec, () => {}))
  url = outcome.invokeUrl ?? ''
  expect(unwrap(await runDeploy(testContext(account), spec, () => {})).writes).toBe(0)
}

/** What a browser compares with its page's origin. `fetch` writes names in small letters, as HTTP/2 does; this keeps them. */
const allowed = (method: string, path: string, headers: Record<string, string>) =>
  new Promise<{ origin?: string; vary?: string }>((resolve, reject) =>
    request(`${url}${path}`, { method, headers }, (response) => {
      response.resume()
      const { 'access-control-allow-origin': origin, vary } = response.headers
      response.on('end', () => resolve({ origin, vary }))
    })
      .on('error', reject)
      .end(),
  )

describe('two sites', () => {
  beforeAll(() => deploy(['https://a.dev', 'https://b.dev']))

  it.each([
    ['the console', { origin: own }, own],
    ['the first', { origin: 'https://a.dev' }, 'https://a.dev'],
    ['the second, its header with a capital', { Origin: 'https://b.dev' }, 'https://b.dev'],
    // Its browser refuses an origin that is not its own.
    ['a stranger', { origin: 'https://evil.dev' }, own],
    ['a stranger whose name only looks alike', { origin: 'https://a.dev.evil.dev' }, own],
    ['nobody', {}, own],
  ])('answers the preflight of %s', async (_, headers: Record<string, string>, origin) =>
    expect(await allowed('OPTIONS', '', headers)).toEqual({ origin, vary: 'Origin' }),
  )

  it('believes the header alone', async () =>
    expect(
      await allowed('OPTIONS', '?Origin=https://a.dev&origin=https://a.dev', { origin: 'https://evil.dev' }),
    ).toEqual({ origin: own, vary: 'Origin' }))

  it('gives predictions to no other', async () => {
    const requestAs = (origin: string) => allowed('GET', `?data=${row}`, { origin })
    expect(await requestAs('https://b.dev')).toEqual({ origin: 'https://b.dev', vary: 'Origin' })
    expect(await requestAs('https://evil.dev')).toEqual({ origin: undefined, vary: 'Origin' })
  })

  it('returns the caller’s own origin with errors of the gateway, which cannot choose', async () =>
    expect(await allowed('GET', '/nothing', { origin: 'https://b.dev' })).toEqual({
      origin: 'https://b.dev',
      vary: 'Origin',
    }))
})

describe.each([
  ['no site', [], own],
  ['any site', ['*'], '*'],
])('%s', (_, corsOrigins, origin) => {
  beforeAll(() => deploy(corsOrigins))

  it('is the same for every preflight and every error', async () => {
    const stranger = { origin: 'https://evil.dev' }
    expect(await allowed('OPTIONS', '', stranger)).toEqual({ origin, vary: undefined })
    expect(await allowed('GET', '/nothing', stranger)).toEqual({ origin, vary: undefined })
  })
})
