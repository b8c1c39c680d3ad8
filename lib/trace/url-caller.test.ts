/** A trace of a URL that asks who calls: the console bears what it can, and a refusal that was wished is no fault. */
import { CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from '../wiring/defaults'
import { runDeploy } from '../wiring/engine'
import type { WiringSpec } from '../wiring/spec'
import { testContext, unwrap } from '../wiring/testing'
import { runTrace } from './run'
import { testEventsOf } from './test-events'
import type { HopOutcome } from './types'

let account: TestAccount
let userPoolArn: string
beforeAll(async () => {
  account = await createTestAccount()
  const { UserPool } = await account.cognito.send(new CreateUserPoolCommand({ PoolName: 'people' }))
  userPoolArn = UserPool?.Arn ?? ''
})
afterAll(() => account.close())

/** Of each event that carries the row: how the URL's hop ended, and what is said of it. */
async function urlHops(change: Partial<WiringSpec>): Promise<string[]> {
  const context = testContext(account)
  const spec = { ...defaultSpec('iris-xgboost', 'Real-time'), sampleRow: '5.1,3.5,1.4,0.2', ...change }
  unwrap(await runDeploy(context, spec, () => {}))
  const facts = { resourcePath: 'iris', stage: 'prod', queryParameter: 'data', contract: spec.contract }
  const events = testEventsOf({ ...facts, origin: context.consoleOrigin, streaming: false }, spec.sampleRow)
  const said: string[] = []
  for (const { event } of events.filter(({ payload }) => payload)) {
    let url: HopOutcome | undefined
    for await (const one of runTrace(context, 'iris-xgboost', event))
      if (one.type === 'hop' && one.outcome.hop === 'url') url = one.outcome
    said.push(url?.state === 'skipped' ? `skipped ${url.why}` : `${url?.state}`)
  }
  return [...new Set(said)]
}

it.each<[string, () => Partial<WiringSpec>, RegExp]>([
  ['signed', () => ({ access: { kind: 'iam' } }), /^answered$/],
  ['with a key', () => ({ access: { kind: 'key', rateLimit: 50, burstLimit: 50 } }), /^answered$/],
  ['a user pool', () => ({ access: { kind: 'cognito', userPoolArn } }), /^skipped A user pool guards this URL/],
  [
    'other addresses',
    () => ({ allowedIps: ['203.0.113.0/24'] }),
    /^skipped The allow-list keeps the console's own address out/,
  ],
  ['open', () => ({}), /^answered$/],
])('%s', async (_, change, words) => {
  expect(await urlHops(change())).toEqual([expect.stringMatching(words)])
})
