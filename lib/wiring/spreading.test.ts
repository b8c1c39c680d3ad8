/** Deploys while a new role spreads: what Lambda, KMS, IAM and API Gateway say meanwhile ends no deploy. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from '../spec/defaults'
import { withFields } from '../spec/testing'
import { runDeploy } from './engine'
import { testContext, unwrap } from './testing'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

it('waits until the role is known everywhere, and says for whom', async () => {
  const spec = { ...defaultSpec('iris-xgboost', 'Real-time'), accessLog: true }
  await account.orderFaults([
    { operation: 'PutRolePolicy', kind: 'unspread', times: 2 },
    { operation: 'CreateFunction', kind: 'unspread', times: 2 },
    { operation: 'UpdateAccount', kind: 'unspread' },
  ])
  const said = new Set<string>()
  unwrap(await runDeploy(testContext(account), spec, ({ detail }) => said.add(detail)))
  const waits = [...said].filter((detail) => / yet \(attempt 1\)/.test(detail))
  expect(waits).toEqual([
    'Role not known to all of IAM yet (attempt 1), next try in 1 s',
    'API Gateway cannot use its role yet (attempt 1), next try in 20 s',
    'Role not known to KMS yet (attempt 1), next try in 1 s',
  ])
})

it('keeps waiting when the function gets other settings', async () => {
  const spec = withFields(defaultSpec('iris-xgboost', 'Real-time'), { accessLog: true, memoryMb: 512 })
  await account.orderFaults([{ operation: 'UpdateFunctionConfiguration', kind: 'unspread' }])
  const said = new Set<string>()
  unwrap(await runDeploy(testContext(account), spec, ({ detail }) => said.add(detail)))
  expect([...said]).toContain('Role not known to KMS yet (attempt 1), next try in 1 s')
})
