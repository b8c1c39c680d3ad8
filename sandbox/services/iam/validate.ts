/** Input checks with IAM's own words. */
import { AwsError } from '../../kernel/errors'

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
  return all
}
