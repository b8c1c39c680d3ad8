/** What a run can still write, and when it ends, where another run takes its wiring. */
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  ListRoleTagsCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { until } from '../../../sandbox/testing/wait'
import { readRoleMark } from '../../aws/iam/role'
import { trustPolicy } from '../resources/role/policy'
import { testContext } from '../testing'
import type { WiringContext } from './context'
import { Lock } from './lock'
import { roleThing } from './lock-things'

let account: TestAccount
let name = ''
let clock: ReturnType<typeof clockByHand>
let lock: Lock
const trust = JSON.stringify(trustPolicy())
const tagged = (run: string) => [
  { Key: 'portico:run', Value: run },
  { Key: 'portico:run-by', Value: `removal by ${run}@acme.dev` },
]

/** Time that passes only when the test says so. */
function clockByHand() {
  let now = 0
  let waiting: { at: number; done: () => void }[] = []
  return {
    now: () => now,
    waiters: () => waiting.length,
    wait: (ms: number) => new Promise<void>((done) => waiting.push({ at: now + ms, done })),
    pass(ms: number) {
      now += ms
      const due = waiting.filter(({ at }) => at <= now)
      waiting = waiting.filter(({ at }) => at > now)
      for (const { done } of due) done()
    },
  }
}

const send = {
  write: () =>
    lock.context.clients.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument: trust })),
  read: () => lock.context.clients.iam.send(new ListRoleTagsCommand({ RoleName: name })),
}
const calls = () => account.callsMade({ timed: true })
/** The lock was looked at so often, and the watcher waits for the next time. */
async function looked(count: number) {
  await until(calls, (made) => made.filter((one) => one === 'GetRole timed').length >= count)
  await until(
    async () => clock.waiters(),
    (waiters) => waiters > 0,
  )
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { failure?: { code: string } }) => error.failure?.code ?? String(error),
  )
const takenBy = (run: string) => account.iam.send(new TagRoleCommand({ RoleName: name, Tags: tagged(run) }))

beforeAll(async () => {
  account = await createTestAccount({ seed: false })
})
afterAll(() => account.close())

beforeEach(async ({ task }) => {
  name = `role-${task.id}`
  await account.iam.send(
    new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust, Tags: tagged('first') }),
  )
  clock = clockByHand()
  const seen = await readRoleMark(account.iam, name)
  const context: WiringContext = { ...testContext(account), clock }
  lock = new Lock(context, 'mine', 'deploy')
  lock.on([roleThing({ name, id: '', tags: {}, ...seen })])
  await account.orderFaults([])
})

describe('a run', () => {
  it('takes its lock with the first write, and reads it back before that goes out', async () => {
    await send.read()
    await send.write()
    expect(await calls()).toEqual([
      'ListRoleTags',
      'GetRole timed',
      'TagRole',
      'GetRole timed',
      'UpdateAssumeRolePolicy',
    ])
    await lock.end()
    expect((await readRoleMark(account.iam, name))?.tags).toEqual({
      'portico:run': 'mine',
      'portico:run-by': 'deploy=20by=20ana=40acme.dev',
      'portico:run-made': 'first',
      'portico:run-ended': 'mine',
    })
  })

  it('waits where the tag of before is read back, as a copy of IAM lags', async () => {
    await account.orderFaults([{ operation: 'GetRole', kind: 'stale', nth: 2, timed: true }])
    const written = send.write()
    await looked(2)
    expect(await calls()).not.toContain('UpdateAssumeRolePolicy')
    await until(
      async () => {
        clock.pass(100)
        return calls()
      },
      (made) => made.includes('UpdateAssumeRolePolicy'),
    )
    await written
  })

  it('writes nothing once the last look is older than 3 s, until another one confirms it', async () => {
    await send.write()
    await account.orderFaults([{ operation: 'GetRole', kind: 'denied', timed: true, times: 2 }])
    clock.pass(2_999)
    await send.write()
    // The watcher's look of that moment was refused, and this write's own is.
    await looked(1)
    clock.pass(2)
    const written = send.write()
    await looked(2)
    expect((await calls()).filter((one) => one === 'UpdateAssumeRolePolicy')).toHaveLength(1)
    clock.pass(500)
    await written
    expect((await calls()).slice(-2)).toEqual(['GetRole timed', 'UpdateAssumeRolePolicy'])
  })

  it('ends where another run’s tag is read: calls, waits and answers that do not come', async () => {
    await send.write()
    const endless = [
      lock.context.clock.wait(1e9),
      lock.context.clients.iam.send(new GetRoleCommand({ RoleName: name })),
    ]
    await endless[1]
    await takenBy('ben')
    clock.pass(2_000)
    await expect(endless[0]).rejects.toMatchObject({
      failure: { code: 'overtaken', message: 'This deploy was overtaken by a removal by ben@acme.dev.' },
    })
    await account.orderFaults([])
    expect(await Promise.all([send.read(), send.write()].map(codeOf))).toEqual(['overtaken', 'overtaken'])
    await lock.end()
    expect(await calls()).toEqual([])
  })

  it('ends where its lock is gone, but for looks 5 s apart only', async () => {
    await send.write()
    await account.iam.send(new DeleteRoleCommand({ RoleName: name }))
    await account.orderFaults([])
    clock.pass(2_000)
    await looked(1)
    expect(await codeOf(lock.context.clients.iam.send(new GetRoleCommand({ RoleName: name })))).toMatch(/NoSuchEntity/)
    for (let look = 2; look <= 3; look++) {
      clock.pass(2_000)
      await looked(look)
    }
    const waiting = codeOf(lock.context.clock.wait(1e9))
    clock.pass(2_000)
    expect(await waiting).toBe('removed-meanwhile')
  })

  it('notices a role that was removed and made again: the name is the same, the id is not', async () => {
    await send.write()
    await account.iam.send(new DeleteRoleCommand({ RoleName: name }))
    await account.iam.send(
      new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust, Tags: tagged('mine') }),
    )
    clock.pass(2_000)
    expect(await codeOf(lock.context.clock.wait(1e9))).toBe('overtaken')
  })

  it('writes nothing where another one began after it had looked', async () => {
    await takenBy('ben')
    await account.orderFaults([])
    expect(await codeOf(send.write())).toBe('overtaken')
    expect(await calls()).toEqual(['GetRole timed'])
  })

  it('gives a failure its true cause where the other run is what it met', async () => {
    await send.write()
    await takenBy('ben')
    const met = new Error('Function not found')
    expect(await lock.reasonOf(met)).toMatchObject({ failure: { code: 'overtaken' } })
  })

  it('can take the lock itself away', async () => {
    await lock.giveUp(name, () => lock.context.clients.iam.send(new DeleteRoleCommand({ RoleName: name })))
    clock.pass(20_000)
    expect(lock.holds(name)).toBe(false)
    expect(await codeOf(send.read())).toMatch(/NoSuchEntity/)
    await lock.end()
  })

  it('can take the lock’s tags away, however long that takes', async () => {
    await lock.giveUp(name, async () => {
      const TagKeys = ['portico:run', 'portico:run-by', 'portico:run-made']
      await account.iam.send(new UntagRoleCommand({ RoleName: name, TagKeys }))
      await account.orderFaults([])
      for (let look = 1; look <= 4; look++) {
        clock.pass(2_000)
        await looked(look)
      }
    })
    expect(await codeOf(send.read())).toBe('done')
  })
})
