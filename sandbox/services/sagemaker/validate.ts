/** SageMaker's own words for input that does not fit. */
import { AwsError } from '../../kernel/errors'

export const validation = (message: string) => new AwsError('ValidationException', message)

const namePattern = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/

export function checkName(name: unknown, member: string): string {
  if (name === undefined || name === null)
    throw validation(
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    )
  if (typeof name === 'string' && namePattern.test(name)) return name
  throw validation(
    `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}`,
  )
}

export function checkEnum(value: unknown, member: string, allowed: string[]): void {
  if (value === undefined || allowed.includes(String(value))) return
  throw validation(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`,
  )
}

interface Tag {
  Key: string
  Value: string
}

export function checkTags(tags: unknown): Record<string, string> {
  const list = (tags ?? []) as Tag[]
  if (list.length > 50) throw validation('The number of tags exceeds the limit of 50')
  for (const tag of list) {
    if (typeof tag.Key !== 'string' || !/^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$/u.test(tag.Key) || tag.Key === '')
      throw validation(
        `1 validation error detected: Value '${tag.Key}' at 'tags.1.member.key' failed to satisfy constraint`,
      )
    if (tag.Key.startsWith('aws:')) throw validation('aws: prefixed tag key names are not allowed for external use.')
  }
  return Object.fromEntries(list.map((tag) => [tag.Key, tag.Value ?? '']))
}
