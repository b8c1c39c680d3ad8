/** One line for what somebody did, with AWS's own request ids. */

import { CreateLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { GetRoleCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { type AwsClients, createClients } from '../aws/client/create-clients'
import { noteCall } from '../aws/client/noted-calls'
import { createLog } from '../log'
import { fail, ok, type Result } from '../result'
import { audited } from './audit'

let account: TestAccount
let clients: AwsClients
let denied: AwsClients
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  const { region, url: endpointUrl, credentials } = account
  clients = createClients({ region, endpointUrl, credentials, onCall: noteCall })
  const { keys } = await account.restrictedKeys(['iam:GetRole'])
  denied = createClients({ region, endpointUrl, credentials: keys, onCall: noteCall })
})
afterAll(() => account.close())

const line = {
  event: 'key.create',
  person: 'ana@acme.dev',
  role: 'deployer',
  account: '111122223333',
  region: 'us-east-1',
  endpoint: 'iris',
}

/** What is written at the level that a console has. */
async function lines(run: () => Promise<Result<unknown>>, more: object = {}) {
  const written: string[] = []
  const log = createLog('info', { write: (text) => written.push(text) })
  const response = await audited(
    { ...line, ...more },
    run,
    () => ({ jobId: 'j1' }),
    () => log,
  ).catch((error: Error) => error)
  return { response, written: written.map((text) => JSON.parse(text) as Record<string, unknown>) }
}

const group = (logGroupName: string) => clients.logs.send(new CreateLogGroupCommand({ logGroupName }))

it('holds who, where, how it ended, and each call that wrote or was refused', async () => {
  const { written } = await lines(async () => {
    await clients.logs.send(new DescribeLogGroupsCommand({}))
    await group('/a')
    await Promise.all(
      [group('/a'), ...[clients, denied].map(({ iam }) => iam.send(new GetRoleCommand({ RoleName: 'nobody' })))].map(
        (one) => one.catch(() => {}),
      ),
    )
    return ok(1)
  })
  expect(written).toHaveLength(1)
  expect(written[0]).toMatchObject({ ...line, audit: true, ok: true, jobId: 'j1', durationMs: expect.any(Number) })
  const id = '[0-9a-f-]{36}'
  const wanted = [
    `CreateLogGroup ${id}`,
    `CreateLogGroup ${id} ResourceAlreadyExistsException`,
    `GetRole ${id} AccessDenied`,
  ]
  const requests = [written[0]?.requests].flat()
  expect(requests).toHaveLength(3)
  for (const text of wanted) expect(requests).toContainEqual(expect.stringMatching(new RegExp(`^${text}$`)))
})

it('keeps the calls of two who act at once apart', async () => {
  const [first, second] = await Promise.all([
    lines(async () => ok(await group('/first'))),
    lines(async () => ok(await group('/second'))),
  ])
  for (const { written } of [first, second]) expect(written[0]?.requests).toHaveLength(1)
})

it('says why it failed, and throws on what nobody expected', async () => {
  const aws = { name: 'AccessDenied', message: 'no', requestId: 'r1' }
  const refused = await lines(async () => fail({ code: 'access-denied', message: 'no', aws }))
  expect(refused.written[0]).toMatchObject({ ok: false, code: 'access-denied', requestId: 'r1' })
  const broken = await lines(() => Promise.reject(new Error('broken')))
  expect(broken.response).toBeInstanceOf(Error)
  expect(broken.written[0]).toMatchObject({ ok: false, code: 'unexpected' })
})

it('is not written for a read, at the level that a console has', async () => {
  expect((await lines(async () => ok(1), { quiet: true })).written).toEqual([])
})
