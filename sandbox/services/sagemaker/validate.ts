/** SageMaker's own words for input that does not fit. */
import { AwsError } from '../../kernel/errors'

export const validation = (message: string) => new AwsError('ValidationException', message)

interface Tag {
  Key: string
  Value: string
}

export function checkTags(tags: unknown): Record<string, string> {
  const list = (tags ?? []) as Tag[]
  for (const tag of list) {
    if (tag.Key.startsWith('aws:')) throw validation('aws: prefixed tag key names are not allowed for external use.')
  }
  return Object.fromEntries(list.map((tag) => [tag.Key, tag.Value ?? '']))
}
