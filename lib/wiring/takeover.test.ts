/** A job that another process goes on with: what both of its runs made is one thing to an undo. */
import { randomUUID } from 'node:crypto'
import { GetRestApisCommand } from '@aws-sdk/client-api-gateway'
import { ListRolesCommand } from '@aws-sdk/client-iam'
import { ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from '../spec/defaults'
import { runIdOf } from '../spec/run-id'
import { runDeploy, runRemove } from './engine'
import type { JobStep } from './state/plan'
import { testContext, unwrap } from './testing'

const endpointName = 'iris-xgboost'
let account: TestAccount

beforeAll(async () => {
  account = await createTestAccount()
})

it('a stop after a takeover undoes what the process before had made', async () => {
  const jobId = randomUUID()
  const stopped = async (holds: number, isThere: (step: JobStep) => boolean) => {
    const stop = new AbortController()
    const emit = (step: JobStep) => isThere(step) && stop.abort()
    const options = { stop: stop.signal, runId: runIdOf(jobId, holds) }
    const result = await runDeploy(testContext(account), defaultSpec(endpointName, 'Real-time'), emit, options)
    if (result.ok) throw new Error('not stopped')
    return result.error
  }
  const { iam, lambda, apiGateway } = testContext(account).clients
  const left = async () => [
    (await iam.send(new ListRolesCommand({}))).Roles?.filter(({ RoleName }) => RoleName?.startsWith('portico')).length,
    (await lambda.send(new ListFunctionsCommand({}))).Functions?.length,
    (await apiGateway.send(new GetRestApisCommand({}))).items?.length ?? 0,
  ]
  await stopped(1, ({ id }) => id === 'definition')
  expect(await left()).toEqual([1, expect.any(Number), 1])
  const error = await stopped(2, ({ id, state }) => id === 'read' && state === 'done')
  expect(error).toMatchObject({ code: 'stopped', runId: runIdOf(jobId, 2) })
  const others = await runRemove(testContext(account), endpointName, () => {}, runIdOf(randomUUID(), 1))
  expect(unwrap(others).writes).toBe(0)
  unwrap(await runRemove(testContext(account), endpointName, () => {}, error.runId))
  expect(await left()).toEqual([0, 0, 0])
})
