/** Deploys and removes while changes spread: what Lambda, KMS, IAM and API Gateway say meanwhile ends no run. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from '../spec/defaults'
import { withFields } from '../spec/testing'
import { runDeploy, runRemove } from './engine'
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

it('waits until the alias, the stage and the log role are known everywhere; a removal waits for its removed policy', async () => {
  const spec = withFields(defaultSpec('penguin-species-ll', 'Real-time'), {
    accessLog: true,
    access: { kind: 'key', rateLimit: 5, burstLimit: 10 },
  })
  const waits = new Set<string>()
  const note = ({ detail }: { detail: string }) => {
    if (/ yet \(attempt 1\)/.test(detail)) waits.add(detail.replace(/ \(attempt.*/, ''))
  }
  await account.orderFaults(
    ['CreateAlias', 'AddPermission', 'UpdateStage', 'CreateUsagePlan', 'DeleteRole'].map((operation) => ({
      operation,
      kind: 'unspread' as const,
      times: 2,
    })),
  )
  unwrap(await runDeploy(testContext(account), spec, note))
  expect([...waits].filter((wait) => !/assumable/.test(wait)).sort()).toEqual([
    'API Gateway does not know its role for logs yet',
    'Not known to all of Lambda yet',
    'Stage not known to all of API Gateway yet',
  ])
  waits.clear()
  unwrap(await runRemove(testContext(account), 'penguin-species-ll', note))
  expect([...waits]).toEqual(['Removed policies not known to all of IAM yet'])
})

it('gives up on words that stay true', async () => {
  await account.orderFaults([{ operation: 'AddPermission', kind: 'unspread', times: 99 }])
  const spec = defaultSpec('penguin-species-ll', 'Real-time')
  expect(await runDeploy(testContext(account), spec, () => {})).toMatchObject({
    ok: false,
    error: { code: 'not-found', step: 'permission' },
  })
})
