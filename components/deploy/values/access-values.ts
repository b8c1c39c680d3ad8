/** Who can call, as the form edits it: the fields of every kind side by side, so that trying another kind loses nothing. */
import { type Access, keyDefaults } from '@/lib/spec/api-parts/access'
import type { KeyHeader } from '@/lib/spec/api-parts/key-header'
import { typedNumber } from './typed-number'

export interface AccessValues {
  accessKind: Access['kind']
  /** The header in which callers send their keys; empty until a person chooses, of a URL that has no callers with keys. */
  keyHeader: KeyHeader | ''
  keyRateLimit: string
  keyBurstLimit: string
  /** Empty: none. */
  keyQuotaPerDay: string
  userPoolArn: string
  scopes: string[]
}

/** @param isNew nobody has a key of it */
export function accessValuesOf(access: Access, isNew = false): AccessValues {
  const key = access.kind === 'key' ? access : keyDefaults
  return {
    accessKind: access.kind,
    keyHeader: access.kind === 'key' ? (access.header ?? (isNew ? '' : 'x-api-key')) : '',
    keyRateLimit: String(key.rateLimit),
    keyBurstLimit: String(key.burstLimit),
    keyQuotaPerDay: key.quotaPerDay === undefined ? '' : String(key.quotaPerDay),
    userPoolArn: access.kind === 'cognito' ? access.userPoolArn : '',
    scopes: access.kind === 'cognito' ? (access.scopes ?? []) : [],
  }
}

/** Gives the header of keys. Clients of OpenAI send `Authorization`, so that is it for a new URL of theirs. */
export const keyHeaderIn = ({
  keyHeader,
  openAiOn,
}: Pick<AccessValues, 'keyHeader'> & { openAiOn: boolean }): KeyHeader =>
  keyHeader || (openAiOn ? 'authorization' : 'x-api-key')

/** Checks like the spec's schema. */
export function accessOf(values: AccessValues & { openAiOn: boolean }): unknown {
  const header = keyHeaderIn(values)
  if (values.accessKind === 'key') {
    return {
      kind: 'key',
      rateLimit: typedNumber(values.keyRateLimit),
      burstLimit: typedNumber(values.keyBurstLimit),
      ...(values.keyQuotaPerDay.trim() ? { quotaPerDay: typedNumber(values.keyQuotaPerDay) } : {}),
      // The gateway's own is absent, as in a spec of before.
      ...(header === 'x-api-key' ? {} : { header }),
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
  'access.header': 'keyHeader',
  'access.userPoolArn': 'userPoolArn',
  'access.scopes': 'scopes',
  access: 'accessKind',
} as const
