/** A change of the path: the permission is granted on the alias, which changes its revision, before the alias moves. */

import { GetAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../../sandbox/testing/account'
import { defaultSpec } from '../../../spec/defaults'
import { aliasName, namesOf } from '../../../spec/names'
import type { WiringSpec } from '../../../spec/spec'
import { withFields } from '../../../spec/testing'
import { runDeploy } from '../../engine'
import type { JobStep } from '../../state/plan'
import { testContext, unwrap } from '../../testing'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const spec: WiringSpec = withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: row })

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const deploy = (spec: WiringSpec, onStep: (step: JobStep) => void = () => {}) =>
  runDeploy(testContext(account), spec, onStep)
const alias = () => ({ FunctionName: namesOf(endpointName, testContext(account).target).functionName, Name: aliasName })
const liveVersion = async () => (await account.lambda.send(new GetAliasCommand(alias()))).FunctionVersion

describe('a change of the path', () => {
  it('moves callers to the new version too', async () => {
    unwrap(await deploy(spec))
    const outcome = unwrap(await deploy(withFields(spec, { resourcePath: 'flowers' })))
    expect(outcome.invokeUrl).toMatch(/\/flowers$/)
    expect(await liveVersion()).toBe('2')
    expect((await fetch(`${outcome.invokeUrl}?data=${row}`)).status).toBe(200)
  })

  it('is refused where somebody moved the alias meanwhile, and leaves it where they put it', async () => {
    let moved: Promise<unknown> | undefined
    const result = await deploy(withFields(spec, { resourcePath: 'blooms' }), ({ id, state }) => {
      if (id === 'permission' && state === 'done')
        moved ??= account.lambda.send(new UpdateAliasCommand({ ...alias(), FunctionVersion: '1' }))
    })
    await moved
    expect(result).toMatchObject({ ok: false, error: { code: 'changed-meanwhile', step: expect.any(String) } })
    expect(result.ok ? '' : result.error.cause).toMatch(/pointed at version 2 .* is at version 1 now/)
    expect(await liveVersion()).toBe('1')
  })
})
