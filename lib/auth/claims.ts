/** Who somebody is and what they can do, from what their provider says of them and from the lists of the configuration. */
import type { OidcConfig, RoleRules } from '../config/types'
import type { Person, Role } from '../roles'

export type Claims = Record<string, unknown>

/** Codes of the sign-in page. */
export type RefusalCode = 'no-id' | 'no-email' | 'unverified-email' | 'other-domain' | 'no-role-claim' | 'no-role'

export type Judged = { ok: true; person: Person } | { ok: false; code: RefusalCode }

/** By its whole name first, as some are addresses with dots in them; then as a path, like `realm_access.roles`. */
export function claimOf(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  return name
    .split('.')
    .reduce<unknown>(
      (at, part) => (typeof at === 'object' && at && Object.hasOwn(at, part) ? (at as Claims)[part] : undefined),
      claims,
    )
}

const text = (value: unknown): string | undefined => {
  const one = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' && one.trim() ? one.trim() : undefined
}

/** A list, or one text, which some directories write as `[one, other]`. */
function valuesOf(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.filter((one) => typeof one === 'string')
  if (typeof claim !== 'string') return []
  return [
    claim,
    ...claim
      .replace(/^\[|\]$/g, '')
      .split(',')
      .map((part) => part.trim()),
  ]
}

const strongestFirst: Role[] = ['admin', 'deployer', 'viewer']

/** Nobody without an address, as it is what AWS's tags and the audit lines name a person by. */
export function judge(claims: Claims, names: OidcConfig['claims'], rules: RoleRules): Judged {
  const id = text(claims.sub)
  const email = text(claimOf(claims, names.email))?.toLowerCase()
  if (!id) return { ok: false, code: 'no-id' }
  if (!email || !/^[^@\s]+@[^@\s]+$/.test(email)) return { ok: false, code: 'no-email' }
  const verified = claims.email_verified === undefined ? !rules.verifiedOnly : String(claims.email_verified) === 'true'
  if (rules.domains.length > 0 && !rules.domains.includes(email.slice(email.indexOf('@') + 1)))
    return { ok: false, code: 'other-domain' }
  const byAddress = listed(email, rules)
  // An address that nobody verified could be anybody's: it opens no domain and no list.
  if (!verified && (rules.domains.length > 0 || rules.verifiedOnly || byAddress))
    return { ok: false, code: 'unverified-email' }
  const claim = names.role ? claimOf(claims, names.role) : undefined
  const byClaim = valuesOf(claim).map((value) => (Object.hasOwn(rules.values, value) ? rules.values[value] : undefined))
  const role = strongestFirst.find((one) => one === byAddress || byClaim.includes(one)) ?? rules.fallback
  if (!role) return { ok: false, code: names.role && claim === undefined ? 'no-role-claim' : 'no-role' }
  return { ok: true, person: { id, name: text(claimOf(claims, names.name)) ?? email, email, role } }
}

const listed = (email: string, { emails }: RoleRules): Role | undefined =>
  strongestFirst.find((role) => emails[role].includes(email))
