/**
 * Returns a person as the name of a session in AWS: 2 to 64 letters, digits and `_+=,.@-`, for RoleSessionName and
 * SourceIdentity alike.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
import { createHash } from 'node:crypto'

const maxLength = 64

/** An e-mail address as it is, where it fits; else with what does not fit replaced, and a hash, so that two stay two. */
export function sessionNameOf(email: string): string {
  const allowed = email.replace(/[^\w+=,.@-]/g, '_')
  if (allowed === email && email.length >= 2 && email.length <= maxLength && !email.startsWith('aws:')) return email
  const hash = createHash('sha256').update(email).digest('hex').slice(0, 8)
  return `${allowed.slice(0, maxLength - hash.length - 1)}-${hash}`
}
