/** Input checks with IAM's own words. */
import { AwsError } from '../../kernel/errors'

const fault = (value: string, member: string, rule: string) =>
  new AwsError(
    'ValidationError',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`,
    400,
  )

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export function checkName(value: unknown, member: string, max = 64): string {
  if (typeof value !== 'string' || value === '')
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
      400,
    )
  if (value.length > max) throw fault(value, member, `Member must have length less than or equal to ${max}`)
  if (!/^[\w+=,.@-]+$/.test(value))
    throw new AwsError(
      'ValidationError',
      `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
      400,
    )
  return value
}

export function checkPolicy(text: unknown, isTrust: boolean): string {
  const malformed = (message: string) => new AwsError('MalformedPolicyDocument', message, 400)
  if (typeof text !== 'string') throw malformed('This policy contains invalid Json')
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw malformed('This policy contains invalid Json')
  }
  if (typeof document !== 'object' || document === null || !('Statement' in document))
    throw malformed('Syntax errors in policy.')
  const all = Array.isArray(document.Statement) ? document.Statement : [document.Statement]
  for (const statement of all as Record<string, unknown>[]) {
    if (typeof statement !== 'object' || statement === null) throw malformed('Syntax errors in policy.')
    if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') throw malformed('Syntax errors in policy.')
    if (!statement.Action && !statement.NotAction) throw malformed('Policy statement must contain actions.')
    if (isTrust && !statement.Principal) throw malformed('AssumeRole policy must contain principals.')
    if (isTrust && (statement.Resource || statement.NotResource)) throw malformed('Has prohibited field Resource')
    if (!isTrust && statement.Principal) throw malformed('Policy document should not specify a principal.')
    if (!isTrust && !statement.Resource && !statement.NotResource)
      throw malformed('Policy statement must contain resources.')
  }
  return text
}

export interface Tag {
  Key: string
  Value: string
}

export function checkTags(tags: unknown): Tag[] {
  const all = (Array.isArray(tags) ? tags : []) as Tag[]
  if (all.length > 50) throw new AwsError('LimitExceeded', 'The number of tags has reached the maximum limit.', 409)
  for (const tag of all) {
    if (!tag.Key || tag.Key.length > 128 || !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u.test(tag.Key))
      throw fault(tag.Key, 'tags', 'Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+')
    if ((tag.Value ?? '').length > 256 || !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(tag.Value ?? ''))
      throw fault(tag.Value, 'tags', 'Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*')
  }
  return all
}
