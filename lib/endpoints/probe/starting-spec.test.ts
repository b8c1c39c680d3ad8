/** What "Deploy several" starts with, from the first look to the model's answer through the public API. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { plainRequest } from '../../model/requests/request-shape'
import { onlyRoute } from '../../spec/spec'
import { withFields } from '../../spec/testing'
import { runDeploy } from '../../wiring/engine'
import { testContext, unwrap } from '../../wiring/testing'
import { startingSpec, testedBy } from './starting-spec'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

// Deploys wait for the sandbox's clock most of the time.
it.concurrent.each([
  ['iris-xgboost', undefined, /^[\d.e-]+,[\d.e-]+,[\d.e-]+\s*$/],
  ['language-id-hf', 'text', /"label":"English"/],
  ['digits-mxnet', 'image', /^\[[\d.,e-]+\]$/],
  ['sagemaker-chat-lmi', 'chat', /"chat.completion"/],
  ['co2-deepar', 'json', /"quantiles":\{"0\.1":\[/],
  ['digit-boxes-ssd', 'image', /\{"prediction":\[\[7,/],
  ['car-figures-forest', undefined, /^\[\[[\d.]+,[\d.]+\]\]$/],
  ['paragraphs-tei', 'text', /^\[\[-?0\.\d+,/],
  ['seattle-weather-rcf', undefined, /\{"scores":\[\{"score":/],
  ['auto-mpg-clarify', undefined, /"kernel_shap":\[\[\{"feature_header":"cylinders"/],
])('%s is deployed as what it is, and answers its sample', async (name, kind, response) => {
  const context = testContext(account)
  const { spec, unsure } = unwrap(await startingSpec(context.clients, name, 'if-open'))
  expect([onlyRoute(spec).contract.input?.kind, unsure]).toEqual([kind, false])
  // What was proved is there for the deploy, which calls nothing itself.
  expect(unwrap(await startingSpec(context.clients, name, 'never')).spec).toEqual(spec)
  const { sample } = unwrap(await runDeploy(context, spec, () => {}))
  expect([sample?.status, sample?.body]).toEqual([200, expect.stringMatching(response)])
})

it('is called for the type that Clarify takes without a function, too', async () => {
  const context = testContext(account)
  const { spec } = unwrap(await startingSpec(context.clients, 'auto-mpg-clarify', 'never'))
  const direct = withFields(spec, { integration: { kind: 'direct' }, request: plainRequest })
  const { sample } = unwrap(await runDeploy(context, direct, () => {}))
  expect([sample?.status, sample?.body]).toEqual([200, expect.stringMatching(/"kernel_shap"/)])
})

it('has what the model said to the sample of the spec, and to no other', async () => {
  const { clients } = testContext(account)
  expect(unwrap(await startingSpec(clients, 'iris-serverless', 'never'))).toMatchObject({
    proved: false,
    tested: undefined,
    kinds: 1,
  })
  const { spec, proved, tested } = unwrap(await startingSpec(clients, 'iris-serverless', 'if-open'))
  expect([proved, onlyRoute(spec).sampleRow]).toEqual([true, '1,1,1,1'])
  expect(tested).toMatchObject({ status: 200, body: expect.stringMatching(/\d/) })
  // The next form has it too, without a call.
  expect(unwrap(await startingSpec(clients, 'iris-serverless', 'never')).tested).toEqual(tested)
  const provingCall = {
    sample: { body: '1,1,1,1', contentType: 'text/csv' },
    response: { status: 200, contentType: 'text/csv', body: '1', latencyMs: 7 },
  }
  expect(testedBy(spec, provingCall)).toEqual(provingCall.response)
  expect(testedBy(withFields(spec, { sampleRow: '2,2,2,2' }), provingCall)).toBeUndefined()
  expect(testedBy(spec, undefined)).toBeUndefined()
})

it('says why one cannot be deployed', async () => {
  const { clients } = testContext(account)
  expect(await startingSpec(clients, 'fraud-autogluon-eu', 'if-open')).toMatchObject({
    ok: false,
    error: { code: 'blocked' },
  })
  expect(await startingSpec(clients, 'nobody', 'if-open')).toMatchObject({ ok: false })
})
