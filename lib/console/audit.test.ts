/** One line for what somebody did, with AWS's own request ids. */

import { CreateLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { GetRoleCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { type AwsClients, createClients } from '../aws/client/create-clients'
import { noteCall } from '../aws/client/noted-calls'
import { createLog } from '../log'
import { fail, ok, type Result } from '../result'
import { type AuditNote, audited } from './audit'

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

/** Reads a stream as a browser does, and says which lines were written before its first item, and after it. */
async function streamed(
  items: () => AsyncGenerator<string>,
  read: (stream: AsyncGenerator<string>) => Promise<unknown>,
) {
  const written: Record<string, unknown>[] = []
  const log = createLog('info', { write: (text) => written.push(JSON.parse(text)) })
  const note: AuditNote = { modelCalls: 2 }
  const result = await audited(
    line,
    async () => ok(items()),
    () => note,
    () => log,
  )
  if (!result.ok) throw new Error('refused')
  expect(written).toEqual([])
  const came = await read(result.value).catch((error: Error) => error.message)
  expect(written).toHaveLength(1)
  return { came, line: written[0] }
}

const all = async (stream: AsyncGenerator<string>) => {
  const came: string[] = []
  for await (const one of stream) came.push(one)
  return came
}

it('is written at the end of a stream, with the calls of AWS that were made while it was read', async () => {
  const items = async function* () {
    await group('/stream')
    yield 'one'
    await group('/stream').catch(() => {})
    yield 'two'
  }
  const { came, line } = await streamed(items, all)
  expect(came).toEqual(['one', 'two'])
  expect(line).toMatchObject({ ok: true, modelCalls: 2 })
  expect(line?.requests).toEqual([
    expect.stringMatching(/^CreateLogGroup [0-9a-f-]{36}$/),
    expect.stringMatching(/^CreateLogGroup .* ResourceAlreadyExistsException$/),
  ])
})

it('says that a stream broke off, or that the browser left it', async () => {
  let ended = false
  const broken = async function* () {
    yield 'one'
    throw new Error('broken')
  }
  const endless = async function* () {
    try {
      for (;;) yield 'again'
    } finally {
      ended = true
    }
  }
  expect(await streamed(broken, all)).toMatchObject({ came: 'broken', line: { ok: false, code: 'unexpected' } })
  for (const leave of [
    async (stream: AsyncGenerator<string>) => {
      await stream.next()
      await stream.return(undefined)
    },
    // React ends the stream of a browser that went away so.
    async (stream: AsyncGenerator<string>) => {
      await stream.next()
      await stream.throw(new Error('away'))
    },
  ]) {
    ended = false
    expect((await streamed(endless, leave)).line).toMatchObject({ ok: true, left: true })
    expect(ended).toBe(true)
  }
})

it('says what an action noted, though its stream was given out', async () => {
  const log: Record<string, unknown>[] = []
  const result = await audited(
    line,
    async () => ok(streamOf('one')),
    () => ({ ok: false, code: 'access-denied' }),
    () => createLog('info', { write: (text) => log.push(JSON.parse(text)) }),
  )
  if (result.ok) await all(result.value)
  expect(log).toMatchObject([{ ok: false, code: 'access-denied' }])
})

async function* streamOf(item: string): AsyncGenerator<string> {
  yield item
}
