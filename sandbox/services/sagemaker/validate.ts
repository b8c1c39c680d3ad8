/** SageMaker's own words for input that does not fit. */
import { AwsError } from '../../kernel/errors'

export const validation = (message: string) => new AwsError('ValidationException', message)

interface Tag {
  Key: string
  Value: string
}

/** https://github.com/aws/sagemaker-python-sdk/pull/3608 has the words of keys that come twice. */
export function checkTags(tags: unknown): Record<string, string> {
  const list = (tags ?? []) as Tag[]
  if (new Set(list.map(({ Key }) => Key)).size < list.length) throw validation('Duplicate tag key')
  for (const tag of list) {
    if (tag.Key.toLowerCase().startsWith('aws:'))
      throw validation('aws: prefixed tag key names are not allowed for external use.')
  }
  return Object.fromEntries(list.map((tag) => [tag.Key, tag.Value ?? '']))
}
