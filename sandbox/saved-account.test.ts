/** An account that is saved while the sandbox runs, and put back. What a whole one is good for: `older-builds/`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateRoleCommand, DeleteRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSavedAccount } from './saved-account'
import { createTestAccount, type TestAccount } from './testing/account'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
})
afterAll(() => account.close())

const stateUrl = (accountId = account.accountId) => `${account.url}/_sandbox/accounts/${accountId}/state`

describe('an account', () => {
  it('is as it was saved, whatever happened since', async () => {
    const { iam, s3 } = account
    const RoleName = 'kept'
    const Statement = [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }]
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
    const object = { Bucket: `bucket-${account.accountId}`, Key: 'rows.csv' }
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
    await s3.send(new CreateBucketCommand({ Bucket: object.Bucket }))
    await s3.send(new PutObjectCommand({ ...object, Body: '5.1,3.5' }))
    const saved = await (await fetch(stateUrl())).text()
    await iam.send(new DeleteRoleCommand({ RoleName }))
    await s3.send(new PutObjectCommand({ ...object, Body: 'changed' }))
    await iam.send(new CreateRoleCommand({ RoleName: 'later', AssumeRolePolicyDocument }))
    const loaded = await fetch(stateUrl(), { method: 'PUT', body: saved })
    const withNewKey = account.withKeys((await loaded.json()) as TestAccount['credentials'])
    expect((await withNewKey.iam.send(new GetRoleCommand({ RoleName }))).Role?.RoleName).toBe(RoleName)
    expect(await (await s3.send(new GetObjectCommand(object))).Body?.transformToString()).toBe('5.1,3.5')
    await expect(iam.send(new GetRoleCommand({ RoleName: 'later' }))).rejects.toMatchObject({
      name: expect.stringMatching(/NoSuchEntity/),
    })
  })

  it('is saved without its keys', async () => {
    const saved = await (await fetch(stateUrl())).text()
    expect(saved).toContain('"service":"iam"')
    for (const secret of Object.values(account.credentials)) expect(saved).not.toContain(secret)
  })

  it('takes no state of another account', async () => {
    const saved = await (await fetch(stateUrl())).text()
    const response = await fetch(stateUrl('000000000001'), { method: 'PUT', body: saved })
    expect([response.status, await response.json()]).toEqual([
      400,
      { message: `This is the state of account ${account.accountId}` },
    ])
  })

  it('is not read from a file that holds something else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'saved-account-'))
    const file = join(folder, 'state.json')
    writeFileSync(file, '{"accountId":"1"}')
    expect(() => readSavedAccount(file)).toThrow(/not a saved account: .*accountId/s)
    rmSync(folder, { recursive: true })
  })
})
