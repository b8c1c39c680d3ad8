/** Who can call, as the form edits it: the fields of every kind side by side, so that trying another kind loses nothing. */
import { type Access, keyDefaults } from '@/lib/spec/access'
import { typedNumber } from './typed-number'

export interface AccessValues {
  accessKind: Access['kind']
  keyRateLimit: string
  keyBurstLimit: string
  /** Empty: none. */
  keyQuotaPerDay: string
  userPoolArn: string
  scopes: string[]
}

export function accessValuesOf(access: Access): AccessValues {
  const key = access.kind === 'key' ? access : keyDefaults
  return {
    accessKind: access.kind,
    keyRateLimit: String(key.rateLimit),
    keyBurstLimit: String(key.burstLimit),
    keyQuotaPerDay: key.quotaPerDay === undefined ? '' : String(key.quotaPerDay),
    userPoolArn: access.kind === 'cognito' ? access.userPoolArn : '',
    scopes: access.kind === 'cognito' ? (access.scopes ?? []) : [],
  }
}

/** Checks like the spec's schema. */
export function accessOf(values: AccessValues): unknown {
  if (values.accessKind === 'key') {
    return {
      kind: 'key',
      rateLimit: typedNumber(values.keyRateLimit),
      burstLimit: typedNumber(values.keyBurstLimit),
      ...(values.keyQuotaPerDay.trim() ? { quotaPerDay: typedNumber(values.keyQuotaPerDay) } : {}),
    }
  }
  if (values.accessKind !== 'cognito') return { kind: values.accessKind }
  const { scopes } = values
  return { kind: 'cognito', userPoolArn: values.userPoolArn.trim(), ...(scopes.length > 0 ? { scopes } : {}) }
}

/** Returns the field of the form for a problem of the spec's `access`. */
export const accessFieldOf = {
  'access.rateLimit': 'keyRateLimit',
  'access.burstLimit': 'keyBurstLimit',
  'access.quotaPerDay': 'keyQuotaPerDay',
  'access.userPoolArn': 'userPoolArn',
  'access.scopes': 'scopes',
  access: 'accessKind',
} as const
