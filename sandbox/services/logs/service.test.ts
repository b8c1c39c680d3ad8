/** CloudWatch Logs through the real SDK. */
import {
  AssociateKmsKeyCommand,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DisassociateKmsKeyCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
})
afterAll(() => account.close())

const createGroup = (logGroupName: string, tags?: Record<string, string>) =>
  account.logs.send(new CreateLogGroupCommand({ logGroupName, ...(tags ? { tags } : {}) }))
const arnOf = (name: string) => `arn:aws:logs:${account.region}:${account.accountId}:log-group:${name}`
const missing = { name: 'ResourceNotFoundException', message: 'The specified log group does not exist.' }

describe('a group', () => {
  it('is made with tags, kept for so many days, and deleted', async () => {
    const logGroupName = '/aws/lambda/kept'
    await createGroup(logGroupName, { owner: 'ml' })
    await expect(createGroup(logGroupName)).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: 'The specified log group already exists',
    })
    await account.logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 30 }))
    const read = async () =>
      (await account.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }))).logGroups
    expect(await read()).toEqual([
      expect.objectContaining({ logGroupName, retentionInDays: 30, arn: `${arnOf(logGroupName)}:*` }),
    ])
    await account.logs.send(new DeleteRetentionPolicyCommand({ logGroupName }))
    expect((await read())?.[0]?.retentionInDays).toBeUndefined()
    await account.logs.send(new DeleteLogGroupCommand({ logGroupName }))
    expect(await read()).toEqual([])
    await expect(account.logs.send(new DeleteLogGroupCommand({ logGroupName }))).rejects.toMatchObject(missing)
    await expect(
      account.logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 30 })),
    ).rejects.toMatchObject(missing)
    await expect(account.logs.send(new DeleteRetentionPolicyCommand({ logGroupName }))).rejects.toMatchObject(missing)
  })

  it('is refused for a bad name or a retention that AWS has not', async () => {
    await expect(createGroup('a b')).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await createGroup('days')
    await expect(
      account.logs.send(new PutRetentionPolicyCommand({ logGroupName: 'days', retentionInDays: 31 })),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  it('has tags that change', async () => {
    await createGroup('tagged', { a: '1' })
    const resourceArn = arnOf('tagged')
    await account.logs.send(new TagResourceCommand({ resourceArn, tags: { b: '2' } }))
    await account.logs.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a'] }))
    expect((await account.logs.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ b: '2' })
    for (const command of [
      new TagResourceCommand({ resourceArn: arnOf('absent'), tags: { b: '2' } }),
      new UntagResourceCommand({ resourceArn: arnOf('absent'), tagKeys: ['b'] }),
      new ListTagsForResourceCommand({ resourceArn: arnOf('absent') }),
    ])
      await expect(account.logs.send(command as TagResourceCommand)).rejects.toMatchObject(missing)
  })

  it('is encrypted with a key whose policy allows it', async () => {
    const kmsKeyId = `arn:aws:kms:${account.region}:${account.accountId}:key/logs`
    const logGroupName = 'encrypted'
    await createGroup(logGroupName)
    const associate = (name = logGroupName) =>
      account.logs.send(new AssociateKmsKeyCommand({ logGroupName: name, kmsKeyId }))
    const keyNow = async () =>
      (await account.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }))).logGroups?.[0]
        ?.kmsKeyId
    await expect(associate()).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('does not exist or is not allowed to be used with LogGroup'),
    })
    await account.makeLogKeys([kmsKeyId])
    await associate()
    expect(await keyNow()).toBe(kmsKeyId)
    await account.logs.send(new DisassociateKmsKeyCommand({ resourceIdentifier: arnOf(logGroupName) }))
    expect(await keyNow()).toBeUndefined()
    await expect(associate('absent')).rejects.toMatchObject(missing)
    await expect(account.logs.send(new DisassociateKmsKeyCommand({ logGroupName: 'absent' }))).rejects.toMatchObject(
      missing,
    )
  })

  it('is listed 50 a page', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, index) => createGroup(`page/${String(index).padStart(2, '0')}`)))
    const first = await account.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'page/' }))
    expect(first.logGroups).toHaveLength(50)
    const second = await account.logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: 'page/', nextToken: first.nextToken }),
    )
    expect(second.logGroups?.map((group) => group.logGroupName)).toContain('page/59')
    expect(second.nextToken).toBeUndefined()
    await expect(account.logs.send(new DescribeLogGroupsCommand({ nextToken: 'bm9uZQ==' }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })
})

describe('events', () => {
  const logGroupName = 'events'
  const put = (logStreamName: string, ...messages: [number, string][]) =>
    account.logs.send(
      new PutLogEventsCommand({
        logGroupName,
        logStreamName,
        logEvents: messages.map(([timestamp, message]) => ({ timestamp, message })),
      }),
    )

  beforeAll(async () => {
    await createGroup(logGroupName)
    for (const logStreamName of ['one', 'two'])
      await account.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }))
    await put('one', [1_000, 'START RequestId: a'], [3_000, 'ERROR broken'])
    await put('two', [2_000, 'START RequestId: b'])
  })

  it('are read forwards, by page, and the last token repeats', async () => {
    const read = (more: object) =>
      account.logs.send(
        new GetLogEventsCommand({ logGroupName, logStreamName: 'one', startFromHead: true, limit: 1, ...more }),
      )
    const first = await read({})
    expect(first.events?.map((event) => event.message)).toEqual(['START RequestId: a'])
    const second = await read({ nextToken: first.nextForwardToken })
    expect(second.events?.map((event) => event.message)).toEqual(['ERROR broken'])
    const third = await read({ nextToken: second.nextForwardToken })
    expect(third.events).toEqual([])
    expect(third.nextForwardToken).toBe(second.nextForwardToken)
    await expect(read({ nextToken: 'x' })).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  it('are filtered over the streams in time order', async () => {
    const filter = async (more: object) =>
      (await account.logs.send(new FilterLogEventsCommand({ logGroupName, ...more }))).events?.map(
        (event) => event.message,
      )
    expect(await filter({ filterPattern: 'START' })).toEqual(['START RequestId: a', 'START RequestId: b'])
    expect(await filter({ filterPattern: 'START', logStreamNames: ['two'] })).toEqual(['START RequestId: b'])
    expect(await filter({ startTime: 1_500, endTime: 3_000 })).toEqual(['START RequestId: b'])
    await expect(account.logs.send(new FilterLogEventsCommand({ logGroupName: 'absent' }))).rejects.toMatchObject(
      missing,
    )
  })

  it('are refused out of order, or in a stream that is not there', async () => {
    await expect(put('one', [2_000, 'b'], [1_000, 'a'])).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await expect(put('three', [1, 'a'])).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    })
  })

  it('leave with their stream', async () => {
    const streams = async () =>
      (
        await account.logs.send(
          new DescribeLogStreamsCommand({ logGroupName, orderBy: 'LastEventTime', descending: true }),
        )
      ).logStreams?.map((stream) => stream.logStreamName)
    expect(await streams()).toEqual(['one', 'two'])
    const again = new CreateLogStreamCommand({ logGroupName, logStreamName: 'two' })
    await expect(account.logs.send(again)).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' })
    const deletion = new DeleteLogStreamCommand({ logGroupName, logStreamName: 'two' })
    await account.logs.send(deletion)
    await expect(account.logs.send(deletion)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    expect(await streams()).toEqual(['one'])
    await expect(account.logs.send(new DescribeLogStreamsCommand({ logGroupName: 'absent' }))).rejects.toMatchObject(
      missing,
    )
  })
})
