/**
 * Facts of recorded responses of AWS, as data: the record that shows it (docs/aws-facts-compared.md), a call through the
 * real SDK, and what AWS answered. A member that AWS did not send is as much a fact as one that it sent.
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { AddPermissionCommand, type AddPermissionCommandInput } from '@aws-sdk/client-lambda'
import { expect, it, type RunnerTask } from 'vitest'
import { createTestAccount, type TestAccount } from './account'
import { retried, roleIsYoung } from './wait'

export type RecordedCase = [record: string, send: () => Promise<object>, status: number, response: () => object]
export type Refused = [
  record: string,
  send: () => Promise<unknown>,
  name: string,
  status: number,
  message: () => string | RegExp,
]

/** An account whose clients wait while they are throttled: a row of several calls makes each of them once. */
export async function recordedAccount(): Promise<TestAccount> {
  const account = await createTestAccount({ seed: false })
  for (const client of Object.values(account))
    if (typeof client === 'object' && 'middlewareStack' in client)
      (client.middlewareStack as APIGatewayClient['middlewareStack']).add(
        (next) => (args) => retried(() => next(args), /TooManyRequests/),
        { step: 'initialize', name: 'waitWhileThrottled' },
      )
  return account
}

/** A change that has not settled is refused for a moment, as on AWS. */
const settling = new RegExp(`ResourceConflictException.*(update is in progress|state: Pending)|${roleIsYoung.source}`)

/** Its HTTP status and its members, without those that the SDK adds. */
export async function responseOf(send: () => Promise<object>) {
  const { $metadata, ...response } = (await retried(send, settling)) as { $metadata: { httpStatusCode?: number } }
  return { status: $metadata.httpStatusCode, response: response as Record<string, unknown> }
}

/** An error as AWS gave it; a client of any service. */
export async function refusalOf(send: () => Promise<unknown>) {
  try {
    await retried(send, settling)
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata: { httpStatusCode?: number } }
    return { name, status: $metadata.httpStatusCode, message }
  }
  throw new Error('It was not refused')
}

export const refused = (name: string, status: number, words: string | RegExp) => ({
  name,
  status,
  message: typeof words === 'string' ? words : expect.stringMatching(words),
})

/** Holds each row to what AWS answered; a test has the record's name, behind `test` where all rows are of one. */
export const itResponds = (facts: RecordedCase[], test = ''): void =>
  it.each(facts)(titleOf(test), async (_, call, status, response) => {
    expect(await responseOf(call)).toEqual({ status, response: response() })
  })

/** The same of refusals. */
export const itRefuses = (facts: Refused[], test = ''): void =>
  it.each(facts)(titleOf(test), async (_, call, name, status, message) => {
    expect(await refusalOf(call)).toEqual(refused(name, status, message()))
  })

const titleOf = (test: string) => `${test} %s`.trim()

/** Lets S3 call the function, but for what is said otherwise. */
export const permissionOf = (more: Partial<AddPermissionCommandInput> & { FunctionName: string }) =>
  new AddPermissionCommand({
    StatementId: 's3',
    Action: 'lambda:InvokeFunction',
    Principal: 's3.amazonaws.com',
    ...more,
  })

/** What differs from call to call. */
export const some = {
  text: expect.stringMatching(/./),
  id: expect.stringMatching(/^[a-z0-9]{6,10}$/),
  uuid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  sha256: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
  number: expect.any(Number),
  date: expect.any(Date),
  lambdaDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
}

const namesOf = (tasks: RunnerTask[]): string[] =>
  tasks.flatMap((one) => (one.type === 'suite' ? namesOf(one.tasks) : [one.name]))

const counting = 'has as many facts as docs/aws-facts-compared.md counts'

/** Holds the document's count of a file to the rows that the file has, and its total to the counts of all files. */
export function countFacts(): void {
  it(counting, async ({ task }) => {
    const text = await readFile(new URL('../../docs/aws-facts-compared.md', import.meta.url), 'utf8')
    const counts = new Map(
      [...text.matchAll(/^\| `([\w.-]+\.test\.ts)` +\| (\d+) +\|$/gm)].map(([, file, rows]) => [file, Number(rows)]),
    )
    const rows = namesOf(task.file.tasks).filter((name) => name !== counting)
    expect(counts.get(basename(task.file.filepath)), 'the rows of this file').toBe(rows.length)

    const withoutRow = Number(/^\| without a row +\| (\d+) +\|$/m.exec(text)?.[1])
    const services = [...text.matchAll(/^\| [A-Z][\w ]+ +\| (\d+) +\| \d+ +\| \d+ +\| \d+ +\|$/gm)]
    const compared = services.reduce((sum, [, count]) => sum + Number(count), 0)
    expect(
      [...counts.values()].reduce((sum, count) => sum + count, withoutRow),
      'all services',
    ).toBe(compared)
    expect(text).toContain(`| **${compared}**`)
  })
}
