/** Tags of roles. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
import { AwsError } from '../../kernel/errors'
import type { Role } from './state'

export interface Tag {
  Key: string
  Value: string
}

const refused = (code: string, message: string) => new AwsError(code, message, 400)

/** Keys ignore case: https://github.com/github-aws-runners/terraform-aws-github-runner/pull/1346 */
export function checkTags(tags: Tag[] = []): Tag[] {
  const keys = tags.map(({ Key }) => Key.toLowerCase())
  if (new Set(keys).size < keys.length)
    throw refused('InvalidInput', 'Duplicate tag keys found. Please note that Tag keys are case insensitive.')
  if (keys.some((key) => key.startsWith('aws:')))
    throw refused('InvalidInput', 'Tag keys cannot start with the reserved prefix aws:')
  return tags
}

/** A key that differs by case alone replaces the one that is there. */
export function addTags(role: Role, tags: Tag[]): void {
  const next = new Map(role.tags)
  for (const { Key, Value } of tags) {
    for (const key of next.keys()) if (key.toLowerCase() === Key.toLowerCase()) next.delete(key)
    next.set(Key, Value)
  }
  if (next.size > 50) throw new AwsError('LimitExceeded', 'The number of tags has reached the maximum limit.', 409)
  role.tags = next
}
