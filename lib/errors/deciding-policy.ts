/**
 * Reads from AWS's refusal which kind of policy decided, and which one where AWS names it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
const decided =
  /(?<deny>an explicit deny in|because no) (?:an? )?(?<kind>service control policy|resource control policy|permissions boundary|session policy|VPC endpoint policy|identity-based policy|resource-based policy)(?::? (?<arn>arn:[^\s,;]+))?/i

type Kind = (typeof kinds)[number]

const kinds = [
  'service control policy',
  'resource control policy',
  'permissions boundary',
  'session policy',
  'VPC endpoint policy',
  'identity-based policy',
  'resource-based policy',
] as const

interface Keeper {
  /** Whose it is, after its kind: ` of the organization`. */
  of: string
  /** Who can change it. */
  who: string
}

const above: Record<Kind, Keeper> = {
  'service control policy': { of: ' of the organization', who: 'those who administer the AWS organization' },
  'resource control policy': { of: ' of the organization', who: 'those who administer the AWS organization' },
  'permissions boundary': { of: ' of the role', who: 'those who set the permissions boundaries of this account' },
  'session policy': { of: ' of these credentials', who: 'those who issue the credentials of the console' },
  'VPC endpoint policy': { of: ' of the network', who: 'those who run the network of the console' },
  'identity-based policy': { of: ' of the role', who: 'those who keep the policies of this role' },
  'resource-based policy': { of: ' of the resource', who: 'those who keep the policy of this resource' },
}

/**
 * @param action `iam:CreateRole`, or words for it
 * @returns what decided and whom to ask; undefined if an allow statement of the role is all that is missing
 */
export function decidingPolicy(message: string, action: string): { cause: string; remedy: string } | undefined {
  const found = decided.exec(message)?.groups
  const kind = kinds.find((one) => one.toLowerCase() === found?.kind?.toLowerCase())
  if (!found || !kind) return undefined
  const explicit = found.deny?.startsWith('an') ?? false
  if (kind === 'identity-based policy' && !explicit) return undefined
  const { of, who } = above[kind]
  const arn = found.arn?.replace(/[."]$/, '')
  const named = arn ? ` (${arn})` : ''
  return {
    cause: `${explicit ? `${/^[aeiou]/.test(kind) ? 'An' : 'A'} ${kind}` : `No ${kind}`}${of} ${explicit ? 'denies' : 'allows'} ${action}${named}.`,
    remedy: `${helps[kind] ?? 'A statement added to the role does not help.'} Ask ${who} to allow ${action}${arn ? ` in ${nameOf(arn)}` : ''}.`,
  }
}

const helps: Partial<Record<Kind, string>> = {
  'identity-based policy': 'A denial wins over every statement that allows.',
}

const nameOf = (arn: string): string => arn.split('/').at(-1) ?? arn
