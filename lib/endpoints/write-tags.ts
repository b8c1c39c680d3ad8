/** Tags of SageMaker endpoints: what a change would be, and the change. */
import { AddTagsCommand, DescribeEndpointCommand, paginateListTags } from '@aws-sdk/client-sagemaker'
import { attempt } from '../attempt'
import type { AwsClients } from '../aws/client/create-clients'
import { fail, ok, type Result } from '../result'
import { type EndpointTag, type TagPlanRow, tagChanges, tooMany } from './endpoint-tags'

/** So many endpoints are read beside each other. */
const together = 3

export async function planTags(clients: AwsClients, names: string[], tags: EndpointTag[]): Promise<TagPlanRow[]> {
  const rows: TagPlanRow[] = []
  for (let first = 0; first < names.length; first += together) {
    const some = names.slice(first, first + together)
    const read = await Promise.all(some.map((name) => changeOf(clients, name, tags)))
    for (const [index, one] of read.entries()) {
      const name = some[index] ?? ''
      rows.push(one.ok ? { name, changes: one.value.changes } : { name, changes: [], failure: one.error })
    }
  }
  return rows
}

/** Writes what differs from the tags of this moment, in one call. Returns all of them. */
export async function writeTags(
  clients: AwsClients,
  name: string,
  tags: EndpointTag[],
): Promise<Result<Record<string, string>>> {
  const change = await changeOf(clients, name, tags)
  if (!change.ok) return change
  const { arn, had, changes } = change.value
  if (changes.length === 0) return ok(had)
  // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AddTags.html
  const Tags = changes.map(({ key, to }) => ({ Key: key, Value: to }))
  const written = await attempt(() => clients.sagemaker.send(new AddTagsCommand({ ResourceArn: arn, Tags })))
  return written.ok ? ok({ ...had, ...Object.fromEntries(changes.map(({ key, to }) => [key, to])) }) : written
}

async function changeOf(clients: AwsClients, name: string, tags: EndpointTag[]) {
  const read = await attempt(() => readTags(clients, name))
  if (!read.ok) return read
  const changes = tagChanges(read.value.had, tags)
  const message = tooMany(read.value.had, changes)
  return message ? fail({ code: 'too-many-tags', message }) : ok({ ...read.value, changes })
}

/** The ARN is SageMaker's own, as older ones differ from the name in case. */
async function readTags({ sagemaker }: AwsClients, EndpointName: string) {
  const { EndpointArn: arn = '' } = await sagemaker.send(new DescribeEndpointCommand({ EndpointName }))
  const had: Record<string, string> = {}
  for await (const { Tags = [] } of paginateListTags({ client: sagemaker }, { ResourceArn: arn }))
    for (const { Key = '', Value = '' } of Tags) had[Key] = Value
  return { arn, had }
}
